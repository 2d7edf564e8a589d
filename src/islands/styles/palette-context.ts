import { createContext, useContext } from 'solid-js';
import type { NamedColour } from '#domain/qr/style-library.ts';

/** The named colours that every row of swatches below offers. */
const PaletteContext = createContext<() => readonly NamedColour[]>(() => []);

export const PaletteProvider = PaletteContext.Provider;
export const usePalette = () => useContext(PaletteContext);
