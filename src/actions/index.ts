import { account } from './account.ts';
import { campaign } from './campaign.ts';
import { code } from './code.ts';
import { insight } from './insight.ts';
import { place } from './place.ts';
import { print } from './print.ts';
import { scene } from './scene.ts';
import { story } from './story.ts';
import { styles } from './styles.ts';

export const server = { account, campaign, code, insight, place, print, scene, story, styles };
