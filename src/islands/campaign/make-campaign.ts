import { actions } from 'astro:actions';
import type { Campaign } from '#domain/campaign/model.ts';
import type { Stored } from '#domain/shared/document.ts';
import type { Lang } from '#i18n/text.ts';
import { call } from '#islands/ui/call.ts';
import { makeDocument } from '#islands/ui/make-document.ts';

/** The campaign as an edited document, saved by itself. */
export const makeCampaign = (initial: Stored<Campaign>, lang: Lang) =>
  makeDocument<Campaign>({
    initial,
    save: (baseVersion, doc) => call(actions.campaign.save({ id: initial.id, baseVersion, doc }), lang),
  });
