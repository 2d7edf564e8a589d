import type { Campaign } from '#domain/campaign/model.ts';
import { defaultTheme } from '#domain/campaign/model.ts';
import { contrast, mixUntil } from '#domain/qr/colour.ts';

/** The colours of a scene, all `#rrggbb`; every pair that carries text has a contrast of 4.5:1 or more. */
export interface SceneColours {
  readonly paper: string;
  readonly ink: string;
  /** Quieter text on paper. */
  readonly soft: string;
  /** Hair lines; carries no meaning of its own. */
  readonly line: string;
  readonly accent: string;
  /** Text on the accent. */
  readonly onAccent: string;
  /** The accent as text on paper: links. */
  readonly accentText: string;
  /** Focus ring and marks on paper, 3:1 or more. */
  readonly mark: string;
}

const READABLE = 4.5;

/**
 * A campaign's theme made safe to read: ink that falls short of 4.5:1 on its paper is replaced, together with
 * the paper, by our own; the accent keeps its hue and gets text that can be read on it (WCAG 2.2, 1.4.3).
 */
export function sceneColours(theme: Campaign['theme']): SceneColours {
  const readable = contrast(theme.ink, theme.paper) >= READABLE;
  const { paper, ink } = readable ? theme : defaultTheme;
  const { accent } = theme;
  const onAccent =
    ['#ffffff', paper, ink].find((candidate) => contrast(candidate, accent) >= READABLE) ?? '#000000';
  return {
    paper,
    ink,
    soft: mixUntil(paper, paper, 5, ink),
    line: mixUntil(paper, paper, 1.45, ink),
    accent,
    onAccent,
    accentText: mixUntil(accent, paper, READABLE, ink),
    mark: mixUntil(accent, paper, 3, ink),
  };
}

/**
 * The small stylesheet of one version: its colours, and the ground of each stage by element id, so that a
 * scene needs no style attribute. `grounds` maps element ids to `#rrggbb`.
 */
export function themeCss(colours: SceneColours, grounds: Readonly<Record<string, string>>): string {
  const root = [
    `--paper:${colours.paper}`,
    `--ink:${colours.ink}`,
    `--soft:${colours.soft}`,
    `--line:${colours.line}`,
    `--accent:${colours.accent}`,
    `--on-accent:${colours.onAccent}`,
    `--accent-text:${colours.accentText}`,
    `--mark:${colours.mark}`,
  ];
  const stages = Object.entries(grounds).map(([id, colour]) => `#${id}{--ground:${colour}}`);
  return [`:root:root{${root.join(';')}}`, ...stages].join('\n');
}
