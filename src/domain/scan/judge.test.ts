import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyAgent } from './agent.ts';
import { packEvidence, type RequestSigns, readEvidence } from './evidence.ts';
import { judge, packJudgement, RULE_VERSION, readJudgement } from './judge.ts';
import { devices } from './model.ts';

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1';
const ANDROID =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36';
const DESKTOP = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0';

const plain: RequestSigns = {
  method: 'GET',
  secPurpose: undefined,
  secFetchMode: 'navigate',
  secFetchDest: 'document',
  secFetchUser: '?1',
  staff: false,
};
const verdictOf = (agent: string, change: Partial<RequestSigns> = {}, repeat = false): string => {
  const { kind, device } = classifyAgent(agent);
  const { verdict, reason } = judge(packEvidence({ ...plain, ...change }, device, repeat), kind);
  return `${verdict} ${reason}`;
};

describe('judge', () => {
  it.each([
    ['an iPhone', IPHONE],
    ['Android', ANDROID],
    ['a desktop browser', DESKTOP],
    [
      'the browser inside Instagram',
      `${IPHONE.replace(/ Version.*/, '')} Mobile/15E148 Instagram 400.0.0.28`,
    ],
    [
      'the browser inside Facebook',
      `${IPHONE.replace(/ Version.*/, '')} [FBAN/FBIOS;FBAV/500.0.0.0;FBDV/iPhone17,1]`,
    ],
    ['the browser inside Snapchat', `${IPHONE.replace(/Version.*/, '')} Mobile/15E148 Snapchat/13.0.0.1`],
    ['the browser inside LinkedIn', `${IPHONE.replace(/Version.*/, '')} Mobile/15E148 [LinkedInApp]/9.31.2`],
  ])('%s is a person', (_, agent) => {
    expect(verdictOf(agent)).toBe('person none');
  });

  it.each([
    ['Slack', 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)'],
    ['Slack images', 'Slack-ImgProxy (+https://api.slack.com/robots)'],
    ['WhatsApp', 'WhatsApp/2.23.20.0 A'],
    ['Facebook', 'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)'],
    ['Telegram', 'TelegramBot (like TwitterBot)'],
    ['X', 'Twitterbot/1.0'],
    ['LinkedIn', 'LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)'],
    ['Discord', 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)'],
    ['Mastodon', 'Mastodon/4.5.2 (http.rb/5.3.1; +https://mastodon.example/)'],
    ['Bluesky', 'Mozilla/5.0 (compatible; Bluesky Cardyb/1.1; +mailto:support@bsky.app)'],
    [
      'Teams',
      'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com',
    ],
    [
      'iMessage',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_1) AppleWebKit/601.2.4 (KHTML, like Gecko) Version/9.0.1 Safari/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
    ],
  ])('%s draws a preview', (_, agent) => {
    expect(verdictOf(agent)).toBe('preview previewer');
  });

  it.each([
    ['Googlebot', 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'],
    ['curl', 'curl/8.9.1'],
    ['Python', 'python-requests/2.32.3'],
    ['a headless browser', ANDROID.replace('Chrome/', 'HeadlessChrome/')],
  ])('%s is a bot', (_, agent) => {
    expect(verdictOf(agent)).toBe('bot bot_agent');
  });

  it('tells the rest by what the request shows', () => {
    expect(verdictOf('')).toBe('bot no_agent');
    expect(verdictOf(IPHONE, { method: 'HEAD' })).toBe('preview head_request');
    expect(verdictOf(ANDROID, { secPurpose: 'prefetch;prerender' })).toBe('prefetch prefetch_header');
    expect(verdictOf(ANDROID, { secPurpose: 'prefetch', staff: true })).toBe('prefetch prefetch_header');
    expect(verdictOf(DESKTOP, { secFetchMode: 'no-cors', secFetchDest: 'image' })).toBe('bot not_a_page');
    expect(verdictOf(IPHONE, { staff: true })).toBe('staff studio_session');
    expect(verdictOf('curl/8.1', { staff: true })).toBe('staff studio_session');
    expect(verdictOf(IPHONE, { staff: true, method: 'HEAD' })).toBe('preview head_request');
    expect(verdictOf(IPHONE, { staff: true }, true)).toBe('staff studio_session');
    expect(verdictOf(IPHONE, {}, true)).toBe('repeat same_visitor');
    expect(verdictOf(IPHONE, { secFetchMode: undefined, secFetchDest: undefined })).toBe('person none');
  });

  it('judges from what is stored alone', () => {
    const header = fc.option(fc.constantFrom('navigate', 'no-cors', 'document', 'image', 'prefetch'), {
      nil: undefined,
    });
    fc.assert(
      fc.property(
        fc.record({
          method: fc.constantFrom('GET', 'HEAD'),
          secPurpose: header,
          secFetchMode: header,
          secFetchDest: header,
          secFetchUser: fc.constantFrom('?1', undefined),
          staff: fc.boolean(),
        }),
        fc.constantFrom(...devices),
        fc.boolean(),
        fc.constantFrom('none', 'person', 'bot', 'preview' as const),
        (signs, device, repeat, kind) => {
          const bits = packEvidence(signs, device, repeat);
          expect(bits).toBeLessThan(2 ** 15);
          expect(readEvidence(bits)).toMatchObject({
            staff: signs.staff,
            repeat,
            device,
            head: signs.method === 'HEAD',
          });
          const judgement = judge(bits, kind);
          expect(readJudgement(packJudgement(judgement))).toEqual({ ...judgement, version: RULE_VERSION });
        },
      ),
    );
  });
});

describe('classifyAgent', () => {
  it.each([
    [IPHONE, 'phone'],
    [ANDROID, 'phone'],
    [ANDROID.replace('Mobile ', ''), 'tablet'],
    ['Mozilla/5.0 (iPad; CPU OS 19_1 like Mac OS X) AppleWebKit/605.1.15', 'tablet'],
    [DESKTOP, 'desktop'],
    ['', 'unknown'],
    ['curl/8.9.1', 'other'],
  ])('%s → %s', (agent, device) => {
    expect(classifyAgent(agent).device).toBe(device);
  });
});
