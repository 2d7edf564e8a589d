import { isbot } from 'isbot';
import type { Device } from './model.ts';

export type AgentKind = 'none' | 'person' | 'bot' | 'preview';

export interface Agent {
  readonly kind: AgentKind;
  readonly device: Device;
}

/**
 * Programs that fetch a link because somebody shared it, by the names they send (their own documentation:
 * Slack "Robots", Meta "Web Crawlers", Telegram, Discord, LinkedIn, X "Cards", Mastodon and Bluesky sources).
 * In-app browsers (FBAN, Instagram, Snapchat …) are people and match none of these.
 */
const PREVIEWERS =
  /facebookexternalhit|facebookcatalog|meta-externalfetcher|^whatsapp\/|slackbot|slack-imgproxy|telegrambot|twitterbot|linkedinbot|discordbot|cardyb|skypeuripreview|mastodon\/|pleroma|akkoma|misskey|friendica|lemmy\/|pixelfed|vkshare|viber\/|embedly|iframely|xing-contenttabreceiver|redditbot|pinterest\/0|pinterestbot|tumblr\/|line-poker|kakaotalk-scrap|snap url preview|google-pagerenderer|synapse \(bot|rocket\.chat|zulipurlpreview|nextcloud server crawler|bitlybot|microsoft office|teamsbot|threema/i;

/** The user agent is cut to this many characters before it is read or kept. */
export const MAX_AGENT_LENGTH = 256;

function deviceOf(agent: string): Device {
  if (/ipad|tablet|silk\/|kindle|playbook/i.test(agent)) return 'tablet';
  if (/iphone|ipod|windows phone|iemobile|blackberry|opera mini/i.test(agent)) return 'phone';
  if (/android/i.test(agent)) return /mobile/i.test(agent) ? 'phone' : 'tablet';
  if (/windows nt|macintosh|x11|cros /i.test(agent)) return 'desktop';
  return /mobile/i.test(agent) ? 'phone' : 'other';
}

/** What kind of program and device a user agent (already cut to 256 characters) belongs to. */
export function classifyAgent(agent: string): Agent {
  if (agent.trim() === '') return { kind: 'none', device: 'unknown' };
  const device = deviceOf(agent);
  if (PREVIEWERS.test(agent)) return { kind: 'preview', device };
  return { kind: isbot(agent) ? 'bot' : 'person', device };
}
