import { Box, GitFork, Image, Link, Type } from 'lucide-solid';
import { Dynamic } from 'solid-js/web';
import type { BlockType } from '#domain/scene/model.ts';

const icons = { text: Type, image: Image, choice: GitFork, stage: Box, link: Link } as const;

export default function BlockIcon(props: { readonly type: BlockType }) {
  return <Dynamic component={icons[props.type]} class="icon" aria-hidden="true" />;
}
