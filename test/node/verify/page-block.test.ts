import { describe, expect, it } from 'vitest';
import { proofOfPage } from '../../../src/node/verify/page-block.ts';

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
