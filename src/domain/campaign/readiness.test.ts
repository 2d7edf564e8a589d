import { describe, expect, it } from 'vitest';
import { openingGaps } from './readiness.ts';

const chapter = (id: string, sceneId: string | null) => ({ id, doc: { sceneId } });

describe('openingGaps', () => {
  it('is empty when every chapter shows a published scene and every code leads somewhere', () => {
    expect(
      openingGaps({
        chapters: [chapter('chp_1', 'scn_1')],
        published: new Map([['scn_1', true]]),
        codes: [{ kind: 'chapter', id: 'chp_1' }, { kind: 'url' }],
      }),
    ).toEqual([]);
  });

  it('asks for a chapter and a code first', () => {
    expect(openingGaps({ chapters: [], published: new Map(), codes: [] })).toEqual([
      { kind: 'no_chapters' },
      { kind: 'no_codes' },
    ]);
  });

  it('names the chapter whose scene is missing, deleted or not published', () => {
    const gaps = openingGaps({
      chapters: [chapter('chp_1', null), chapter('chp_2', 'scn_gone'), chapter('chp_3', 'scn_draft')],
      published: new Map([['scn_draft', false]]),
      codes: [{ kind: 'chapter', id: 'chp_1' }],
    });
    expect(gaps).toEqual([
      { kind: 'chapter_without_scene', chapterId: 'chp_1' },
      { kind: 'chapter_without_scene', chapterId: 'chp_2' },
      { kind: 'scene_unpublished', sceneId: 'scn_draft', chapterId: 'chp_3' },
    ]);
  });

  it('counts codes that lead nowhere or to a chapter that is gone', () => {
    const gaps = openingGaps({
      chapters: [chapter('chp_1', 'scn_1')],
      published: new Map([['scn_1', true]]),
      codes: [null, { kind: 'chapter', id: 'chp_gone' }, { kind: 'chapter', id: 'chp_1' }],
    });
    expect(gaps).toEqual([{ kind: 'code_without_target', count: 2 }]);
  });
});
