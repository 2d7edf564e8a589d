import { actions } from 'astro:actions';
import { createMemo, createSignal, onMount } from 'solid-js';
import { artworkHash } from '#domain/qr/artwork-hash.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { allowsPrint, type ProvenRepair, type StoredProof } from '#domain/qr/proof.ts';
import { PROOF_EDITION } from '#domain/qr/proof-captures.ts';
import type { JobState } from '#domain/shared/job.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import type { Lang } from '#i18n/text.ts';
import { call } from '#islands/ui/call.ts';
import { makeJob } from '#islands/ui/make-job.ts';
import { paths } from '#paths';

export interface ProofsOptions {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly codeId: string;
  readonly payload: string;
  readonly style: () => StyleDocument;
  /** Stores what is on the screen; false when it cannot. The stored style is what is proven. */
  readonly save: () => Promise<boolean>;
  /** Gets the look that was found and proven, and the look it is for. */
  readonly onRepair: (before: StyleDocument, after: StyleDocument) => void;
}

/** The proofs of a code while its style is edited: what is proven, what has changed since, and the making of another. */
export function makeProofs({ lang, campaignId, codeId, payload, style, save, onRepair }: ProofsOptions) {
  const [proofs, setProofs] = createSignal<readonly StoredProof[]>([]);
  const [failure, setFailure] = createSignal<string | null>(null);
  const [wasCancelled, setCancelled] = createSignal(false);
  const [saving, setSaving] = createSignal(false);
  let waiting: ((proof: StoredProof | null) => void)[] = [];

  const settle = (proof: StoredProof | null): void => {
    const told = waiting;
    waiting = [];
    for (const tell of told) tell(proof);
  };
  const job = makeJob(({ state, data }: JobState) => {
    setCancelled(state === 'cancelled');
    const made = state === 'done' ? (data as StoredProof) : null;
    if (made) setProofs([made, ...proofs().filter(({ id }) => id !== made.id)]);
    settle(made);
  });

  let repaired: StyleDocument | null = null;
  const [foundNone, setFoundNone] = createSignal(false);
  const repairing = makeJob(({ state, data }: JobState) => {
    const before = repaired;
    repaired = null;
    if (state !== 'done' || !before) return;
    const found = data as ProvenRepair | null;
    setFoundNone(!found);
    if (!found) return;
    setProofs([found.proof, ...proofs().filter(({ id }) => id !== found.proof.id)]);
    // What was changed meanwhile is not overwritten by an offer for what was there before.
    if (style() === before) onRepair(before, found.style);
  });

  const artwork = createMemo(() => artworkHash(style(), payload));
  /** The newest proof of what is on the screen, by the captures in force. */
  const current = createMemo(
    () =>
      proofs().find(({ proof }) => proof.artwork === artwork() && proof.edition === PROOF_EDITION) ?? null,
  );

  async function load(): Promise<void> {
    const answer = await call(actions.code.proofs({ campaignId, id: codeId }), lang);
    if (!answer.ok) return;
    setProofs(answer.data.proofs);
    if (!answer.data.job) return;
    // Begun before this page was opened.
    const state = await fetch(paths.job(answer.data.job)).catch(() => null);
    if (state?.ok) job.follow((await state.json()) as JobState);
  }
  onMount(() => void load());

  return {
    proofs,
    artwork,
    current,
    /** The proof that the card shows: of this artwork, else the last one made. */
    shown: () => current() ?? proofs()[0] ?? null,
    isStale: () => current() === null && proofs().length > 0,
    /** The proof by which a file can be made now. */
    printable(): StoredProof | null {
      const proof = current();
      return proof && allowsPrint(proof.proof, artwork()) ? proof : null;
    },
    running: () => saving() || job.running(),
    /** The part that is done, 0–1; null before it is known. */
    share: () => job.job()?.done ?? null,
    failure: () => failure() ?? job.error() ?? repairing.error(),
    wasCancelled,
    cancel: () => job.cancel(),
    isRepairing: () => repairing.running(),
    /** The part of the longest search that is done, 0–1. */
    repairShare: () => repairing.job()?.done ?? null,
    /** No look near this one passed. */
    foundNone,
    cancelRepair: () => repairing.cancel(),
    /** Saves, then looks for the nearest look that passes a proof; it comes by `onRepair`. */
    async repair(): Promise<void> {
      if (repairing.running()) return;
      setFailure(null);
      setCancelled(false);
      setFoundNone(false);
      setSaving(true);
      const saved = await save().finally(() => setSaving(false));
      if (!saved) {
        setFailure(designerTexts[lang].saveFirst);
        return;
      }
      repaired = style();
      await repairing.start(call(actions.code.repairByProof({ campaignId, id: codeId }), lang));
    },
    /** Saves, proves and answers the proof; null when it was cancelled or could not be made. */
    async prove(): Promise<StoredProof | null> {
      setFailure(null);
      setCancelled(false);
      setSaving(true);
      const saved = await save().finally(() => setSaving(false));
      if (!saved) {
        setFailure(designerTexts[lang].saveFirst);
        return null;
      }
      const made = new Promise<StoredProof | null>((resolve) => waiting.push(resolve));
      await job.start(call(actions.code.prove({ campaignId, id: codeId }), lang));
      // Could not even be started.
      if (!job.running() && job.job()?.state !== 'done') settle(null);
      return made;
    },
  };
}

export type ProofsState = ReturnType<typeof makeProofs>;
