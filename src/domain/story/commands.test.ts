import { describe, expect, it } from 'vitest';
import {
  addLink,
  addMedia,
  checkOf,
  describeMedia,
  heldBack,
  isWebAddress,
  mediaKindOf,
  putLinkBack,
  putMediaBack,
  removeLink,
  removeMedia,
  setCallToAction,
  setField,
  setPhase,
  setPost,
  setScene,
  stateRefusals,
} from './commands.ts';
import { newChapter, newPost, type Post } from './model.ts';

const post = (part: Partial<Post> = {}): Post => ({
  ...newPost('chp_0000000000000000', 'bluesky', 'en'),
  ...part,
});
const tooLong = { text: 'x'.repeat(301) };
const fits = { text: 'x'.repeat(300) };

describe('edits of a chapter', () => {
  it('link to a chapter once, and put a removed link back where it stood', () => {
    const linked = addLink('chp_b')(addLink('chp_a')(newChapter(null)));
    expect(addLink('chp_a')(linked)).toBe(linked);
    const [first] = linked.links;
    if (!first) throw new Error('made above');
    expect(putLinkBack(first, 0)(removeLink('chp_a')(linked))).toEqual(linked);
    expect(
      setCallToAction('chp_b', { en: 'Go on' })(linked).links.map(({ callToAction }) => callToAction),
    ).toEqual([{}, { en: 'Go on' }]);
  });

  it('give back the same document when nothing changes', () => {
    const chapter = newChapter(null);
    expect(setPhase(null)(chapter)).toBe(chapter);
    expect(setScene(null)(chapter)).toBe(chapter);
  });
});

describe('edits of a post', () => {
  it('give back the same document when nothing changes', () => {
    const doc = post({ fields: fits, media: [{ asset: 'ast_1', alt: '' }] });
    expect(setField('text', fits.text)(doc)).toBe(doc);
    expect(setField('subject', '')(doc)).toBe(doc);
    expect(setPost('state', 'draft')(doc)).toBe(doc);
    expect(addMedia('ast_1')(doc)).toBe(doc);
  });

  it('describe, remove and put back a picture', () => {
    const doc = describeMedia('ast_1', 'A lamp')(addMedia('ast_2')(addMedia('ast_1')(post())));
    const [first] = doc.media;
    if (!first) throw new Error('made above');
    expect(first).toEqual({ asset: 'ast_1', alt: 'A lamp' });
    expect(putMediaBack(first, 0)(removeMedia('ast_1')(doc))).toEqual(doc);
  });
});

describe('the state of a post', () => {
  it('is refused where its channel would refuse the post', () => {
    expect(stateRefusals(post({ fields: tooLong, state: 'approved' }), {})).toEqual({ state: 'blocked' });
    expect(stateRefusals(post({ fields: tooLong, state: 'posted' }), {})).toEqual({ state: 'blocked' });
    expect(stateRefusals(post({ fields: tooLong, state: 'review' }), {})).toEqual({});
    expect(stateRefusals(post({ fields: fits, state: 'approved' }), {})).toEqual({});
  });

  it('falls back to review once the text no longer fits', () => {
    expect(heldBack(post({ fields: tooLong, state: 'posted' }), {}).state).toBe('review');
    const fine = post({ fields: fits, state: 'approved' });
    expect(heldBack(fine, {})).toBe(fine);
  });

  it('takes only web addresses as permalink', () => {
    expect(stateRefusals(post({ permalink: 'javascript:alert(1)' }), {})).toEqual({
      permalink: 'invalid_format',
    });
    expect(stateRefusals(post({ permalink: 'https://bsky.app/profile/a/post/b' }), {})).toEqual({});
    expect(['http://a.de', 'https://a.de'].every(isWebAddress)).toBe(true);
    expect(['', 'a.de', 'ftp://a.de', 'data:text/html,x'].some(isWebAddress)).toBe(false);
  });

  it('counts attached files that exist, by their kind and size', () => {
    const doc = post({ fields: {}, media: [{ asset: 'ast_1', alt: 'A lamp' }] });
    const file = { mime: 'image/webp', bytes: 3_000_000 };
    expect(checkOf(doc, {}).blocked).toBe(true);
    expect(checkOf(doc, { ast_1: { ...file, bytes: 10 } }).blocked).toBe(false);
    expect(checkOf(doc, { ast_1: file }).findings.map(({ details }) => details['unit'])).toContain(
      'imageBytes',
    );
    expect(
      ['image/gif', 'image/webp', 'video/mp4', 'audio/mpeg', 'model/gltf-binary'].map(mediaKindOf),
    ).toEqual(['gif', 'image', 'video', 'audio', 'document']);
  });
});
