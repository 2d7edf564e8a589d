import { expect, onTestFinished, test } from 'vitest';
import { makeTestApp, plantStory } from '#testing/app.ts';
import { namesOf, readNamed } from './names.ts';

test('every id of the ledger has a name of one line, in the language asked for; what is nameless has none', async () => {
  const world = await makeTestApp();
  onTestFinished(() => world.close());
  const { app, actor } = world;
  const { campaign, chapter, place, placement, code, scene, version } = await plantStory(world);
  const post = await app.stories.createPost(actor, campaign.id, {
    chapterId: chapter.id,
    channel: 'bluesky',
    language: 'de',
  });
  const nameless = await app.places.createPlace(actor, campaign.id, { latitudeDeg: 1, longitudeDeg: 1 });
  const renamed = { ...scene.doc, title: { en: 'Cold\nhands', de: 'Kalte Hände' } };
  const saved = await app.scenes.save(actor, campaign.id, scene.id, scene.version, renamed);
  const second = await app.scenes.publish(actor, campaign.id, saved.id);

  const named = await readNamed(app, campaign.id);
  expect(namesOf(named, 'de', ['en', 'de'])).toMatchObject({
    [place.id]: 'Pier',
    [chapter.id]: 'One',
    [placement.id]: 'Pier, Plakat',
    [code.id]: 'Pier, Plakat',
    [post.id]: 'One, Bluesky, de',
    poster: 'Plakat',
    bluesky: 'Bluesky',
    [version.id]: 'Cold',
    [second.id]: 'Kalte Hände',
    opt_0000000000000001: 'Ask',
  });
  const english = namesOf(named, 'en', ['en', 'de']);
  expect([english[placement.id], english[second.id], english[nameless.id]]).toEqual([
    'Pier, Poster',
    'Cold hands',
    undefined,
  ]);
});
