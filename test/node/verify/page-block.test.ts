import { describe, expect, it } from 'vitest';
import { dayOfPage, proofOfPage } from '../../../src/node/verify/page-block.ts';
import { marksOfPage } from '../../../src/node/verify/page-marks.ts';
import { readSaved } from '../../../src/node/verify/saved-file.ts';

const block = (text: string, id = 'id="proof"') => `<script ${id} type="application/json">${text}</script>`;
const GENUINE = '{"v":1,"record":{"name":"甲"}}';
const CUT = '{"v":1,"record":{"name":"甲"},"openings":[]}';

describe('the block of a page', () => {
  it('is read where it stands alone', () => {
    expect(proofOfPage(`<p>甲</p>${block(GENUINE)}`)?.record.name).toBe('甲');
  });

  it.each([
    ['in a comment before it', `<!-- ${block(GENUINE)} -->${block(CUT)}`],
    ['in a template before it', `<template>${block(GENUINE)}</template>${block(CUT)}`],
    ['with the letters of its name escaped', `${block(CUT, 'id="&#112;roof"')}${block(GENUINE)}`],
    ['without quotes', `${block(CUT, 'id=proof')}${block(GENUINE)}`],
    ['in capitals', `${block(CUT, 'ID = "proof"')}${block(GENUINE)}`],
  ])('with a second one %s is none: a browser might read the other', (_, html) => {
    expect(proofOfPage(html)).toBeNull();
  });
});

describe('attack: a page that would be read for ever', () => {
  it.each([
    'id=',
    '<script ',
    '<html ',
    '<',
    '<a',
    '<a b=',
    '<x data-day=',
    'id = "',
    '<!',
  ])('of 300 kB of %j is no page of ours', (piece) => {
    const html = `<p>${piece.repeat(300_000 / piece.length)}`;
    expect(proofOfPage(html)).toBeNull();
    expect(dayOfPage(html)).toBeNull();
    expect(marksOfPage(html) ?? []).toEqual([]);
    expect(typeof readSaved(Buffer.from(html))).toBe('string');
  });

  it('of more than 1 MiB is none', () => {
    expect(proofOfPage(block(GENUINE) + ' '.repeat(1024 * 1024))).toBeNull();
  });
});

describe('the day of rendering', () => {
  const page = (attributes: string) => `<!DOCTYPE html><body><div ${attributes}><h1>甲 data-day=</h1></div></body>`;

  it.each([
    'class="page" id="page" data-day="2026-01-15"',
    'data-day="2026-01-15" id="page"',
  ])('is read of the page’s own element: %s', (attributes) => {
    expect(dayOfPage(page(attributes))).toBe('2026-01-15');
  });

  it.each([
    ['that is missing', page('id="page"')],
    ['that is empty', page('id="page" data-day=""')],
    ['that does not exist', page('id="page" data-day="2026-02-30"')],
    ['of another spelling', page('id="page" data-day="2026-1-5"')],
    ['on another element', `<p data-day="2026-01-15">${page('id="page"')}`],
    ['beside another one', `<!-- <p data-day="2026-01-15"> -->${page('id="page" data-day="2027-01-15"')}`],
    ['below another page', `<div id=page></div>${page('id="page" data-day="2026-01-15"')}`],
  ])('%s is none', (_, html) => {
    expect(dayOfPage(html)).toBeNull();
  });
});
