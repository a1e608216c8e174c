/** What a page shows of its record, read as a browser reads it. */
import { describe, expect, it } from 'vitest';
import { marksOfPage } from '../../../src/node/verify/page-marks.ts';

describe('marks of a page', () => {
  it.each<[string, string, readonly (readonly [string, string])[]]>([
    ['a text', '<span data-f="name">甲门诊部</span>', [['name', '甲门诊部']]],
    ['other attributes around it', '<span lang=zh-CN data-f=name hidden>甲</span>', [['name', '甲']]],
    ['single quotes', "<span data-f='name'>甲</span>", [['name', '甲']]],
    ['elements inside', '<span data-f="a">1<span class="tel">2</span>3</span>4', [['a', '123']]],
    [
      'a list whose items do not end',
      '<ul data-f="first"><li><b>甲</b> <span>医师</span><li><b>乙</b> <span>护士</span></ul>',
      [['first', '甲 医师乙 护士']],
    ],
    ['references', '<span data-f="a">&lt;&amp;&gt;&quot;&#x27;&#39;&nbsp;</span>', [['a', "<&>\"''\u00a0"]]],
    ['an unknown reference as it is', '<span data-f="a">&bogus;</span>', [['a', '&bogus;']]],
    ['line ends', '<span data-f="a">1\r\n2\r3</span>', [['a', '1\n2\n3']]],
    [
      'a key twice',
      '<b data-f="a">1</b><b data-f="a">2</b>',
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    ['a comment inside', '<span data-f="a">1<!-- </span> -->2</span>', [['a', '12']]],
    ['none in comments', '<!-- <span data-f="a">1</span> --><!doctype html><!-->', []],
    [
      'none in script, style and title',
      '<title><b data-f="a">1</b></title><script>"<b data-f=a>"</script><style><b data-f="a"></style>',
      [],
    ],
    ['an attribute value with an end in it', '<p title="a>b"><span data-f="a">1</span>', [['a', '1']]],
    ['an attribute of a longer name', '<span data-fx="a" xdata-f="b">1</span>', []],
  ])('%s', (_, html, marks) => {
    expect(marksOfPage(html)).toEqual(marks);
  });

  it.each([
    ['a mark inside a mark', '<span data-f="a"><b data-f="b">1</b></span>'],
    ['a mark without an end', '<span data-f="a">1'],
    ['a template, whose content no browser shows', '<template><span data-f="a">1</span></template>'],
    ['a textarea, whose content is text', '<textarea><span data-f="a">1</span></textarea>'],
    ['what hides with script', '<noscript><span data-f="a">1</span></noscript>'],
  ])('attack: %s', (_, html) => {
    expect(marksOfPage(html)).toBeNull();
  });
});
