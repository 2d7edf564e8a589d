import type { ErrorCode, ErrorDetails } from '#domain/shared/error.ts';
import { fill, formatBytes, formatNumber, type Lang, type Texts } from './text.ts';

const errorTexts = {
  en: {
    not_found: 'This does not exist or was deleted. Go back and choose another.',
    not_allowed: 'Your account may not do this. Ask an owner of the workspace for the right.',
    not_allowed_password: 'Address and password do not belong together. Check both and try again.',
    not_allowed_style:
      'The style “{name}” is locked here. An owner of the workspace can open it in the style library.',
    not_signed_in: 'You are signed out. Sign in again; what you typed stays here.',
    invalid: 'Something is missing or not as needed. Correct the marked fields and try again.',
    conflict: 'Somebody else saved a newer version. Compare both and choose what stays.',
    too_large: 'This is larger than allowed. Use a smaller one.',
    too_large_limit: 'This is larger than the {limit} allowed. Use a smaller one.',
    wrong_type: 'This kind of file cannot be used here. Choose another format.',
    wrong_type_allowed: 'This kind of file cannot be used here. Choose one of these: {allowed}.',
    image_too_large: 'This picture has too many pixels. Scale it down and upload it again.',
    image_too_large_limit:
      'This picture has more than {limit} megapixels. Scale it down and upload it again.',
    model_invalid:
      'This 3D model is damaged or uses what phones cannot show. Export it again as glTF 2.0 (.glb).',
    model_invalid_outside:
      'This 3D model needs files beside it. Export it as one file with everything inside (.glb).',
    model_invalid_rule:
      'This 3D model breaks a rule of glTF at {pointer}. Export it again as glTF 2.0 (.glb), or mend it there.',
    model_invalid_extension:
      'This 3D model needs {extension}, which phones cannot show here. Export it without.',
    model_invalid_triangles:
      'This 3D model has {triangles} triangles; {max} is the most. Reduce it and upload it again.',
    model_invalid_texture:
      'A texture of this 3D model is {edge} px wide or high; {max} px is the most. Scale it down and export again.',
    model_invalid_heavy: 'This 3D model holds more than phones can unpack. Reduce it and upload it again.',
    disk_full: 'The server has no space left, so nothing was saved. Free some space, then try again.',
    link_used: 'This link was used already or has run out. Sign in, or ask for a new link.',
    code_retired: 'This code is retired and leads nowhere any more. Choose or mint another.',
    code_in_use: 'This code already hangs somewhere. Retire it there first or mint another.',
    code_in_use_scene:
      'A chapter or a working code still shows this scene. Give the chapter another one, or re-point or retire the code, then delete it.',
    code_in_use_bulk:
      'Somebody has worked on what this import made, so it stays. Retire or delete what you do not need.',
    nothing_to_publish: 'Nothing has changed since the last publication. Change something first.',
    preflight_failed:
      'Preflight found what would fail in print. Mend the findings marked red, then try again.',
    bundle_invalid: 'This file is not a complete campaign bundle. Export it again and import the new file.',
    rate_limited: 'That was too often in a short time. Wait a moment and try again.',
    rate_limited_wait: 'That was too often in a short time. Try again in {wait}.',
    busy: 'The server is busy with other work. Try again in a moment.',
    unavailable: 'The server cannot be reached. What you typed stays here; try again in a moment.',
  },
  de: {
    not_found: 'Das gibt es nicht oder nicht mehr. Gehen Sie zurück und wählen Sie etwas anderes.',
    not_allowed: 'Ihr Konto darf das nicht. Bitten Sie eine Eigentümerin des Arbeitsbereichs um das Recht.',
    not_allowed_password:
      'Adresse und Passwort passen nicht zusammen. Prüfen Sie beides und versuchen Sie es noch einmal.',
    not_allowed_style:
      'Der Stil „{name}“ ist hier gesperrt. Freigeben kann ihn, wem der Arbeitsbereich gehört, in der Stilbibliothek.',
    not_signed_in: 'Sie sind abgemeldet. Melden Sie sich wieder an; Ihre Eingaben bleiben hier stehen.',
    invalid:
      'Etwas fehlt oder passt nicht. Ändern Sie die markierten Felder und versuchen Sie es noch einmal.',
    conflict: 'Jemand anderes hat inzwischen gespeichert. Vergleichen Sie beide Fassungen und wählen Sie.',
    too_large: 'Das ist größer als erlaubt. Nehmen Sie etwas Kleineres.',
    too_large_limit: 'Das ist größer als die erlaubten {limit}. Nehmen Sie etwas Kleineres.',
    wrong_type: 'Diese Art von Datei geht hier nicht. Wählen Sie ein anderes Format.',
    wrong_type_allowed: 'Diese Art von Datei geht hier nicht. Möglich sind: {allowed}.',
    image_too_large: 'Dieses Bild hat zu viele Pixel. Verkleinern Sie es und laden Sie es neu hoch.',
    image_too_large_limit:
      'Dieses Bild hat mehr als {limit} Megapixel. Verkleinern Sie es und laden Sie es neu hoch.',
    model_invalid:
      'Dieses 3D-Modell ist beschädigt oder nutzt, was Handys nicht zeigen. Exportieren Sie es neu als glTF 2.0 (.glb).',
    model_invalid_outside:
      'Dieses 3D-Modell braucht Dateien neben sich. Exportieren Sie es als eine Datei mit allem darin (.glb).',
    model_invalid_rule:
      'Dieses 3D-Modell bricht bei {pointer} eine Regel von glTF. Exportieren Sie es neu als glTF 2.0 (.glb) oder beheben Sie es dort.',
    model_invalid_extension:
      'Dieses 3D-Modell braucht {extension}, das Handys hier nicht zeigen. Exportieren Sie es ohne.',
    model_invalid_triangles:
      'Dieses 3D-Modell hat {triangles} Dreiecke, mehr als {max} gehen nicht. Vereinfachen Sie es und laden Sie es neu hoch.',
    model_invalid_texture:
      'Eine Textur dieses 3D-Modells ist {edge} px breit oder hoch, mehr als {max} px gehen nicht. Verkleinern Sie sie und exportieren Sie neu.',
    model_invalid_heavy:
      'Dieses 3D-Modell enthält mehr, als Handys entpacken können. Vereinfachen Sie es und laden Sie es neu hoch.',
    disk_full:
      'Auf dem Server ist kein Platz mehr, es wurde nichts gespeichert. Schaffen Sie Platz, dann noch einmal.',
    link_used:
      'Dieser Link ist verbraucht oder abgelaufen. Melden Sie sich an oder bitten Sie um einen neuen.',
    code_retired:
      'Dieser Code ist stillgelegt und führt nirgends mehr hin. Wählen oder prägen Sie einen anderen.',
    code_in_use:
      'Dieser Code hängt schon irgendwo. Legen Sie ihn dort erst still oder prägen Sie einen anderen.',
    code_in_use_scene:
      'Ein Kapitel oder ein wirksamer Code zeigt diese Szene noch. Geben Sie dem Kapitel eine andere oder leiten Sie den Code um, dann lässt sie sich löschen.',
    code_in_use_bulk:
      'An diesem Import wurde schon gearbeitet, darum bleibt er. Legen Sie still oder löschen Sie, was Sie nicht brauchen.',
    nothing_to_publish:
      'Seit der letzten Veröffentlichung hat sich nichts geändert. Ändern Sie zuerst etwas.',
    preflight_failed:
      'Die Druckprüfung fand etwas, das im Druck scheitern würde. Beheben Sie die roten Befunde, dann noch einmal.',
    bundle_invalid:
      'Diese Datei ist kein vollständiges Kampagnenpaket. Exportieren Sie neu und importieren Sie die neue Datei.',
    rate_limited: 'Das war zu oft in kurzer Zeit. Warten Sie einen Moment und versuchen Sie es noch einmal.',
    rate_limited_wait: 'Das war zu oft in kurzer Zeit. In {wait} geht es wieder.',
    busy: 'Der Server ist gerade beschäftigt. Versuchen Sie es gleich noch einmal.',
    unavailable:
      'Der Server ist nicht erreichbar. Ihre Eingaben bleiben hier stehen; versuchen Sie es gleich noch einmal.',
  },
} as const satisfies Texts & Readonly<Record<Lang, Readonly<Record<ErrorCode, string>>>>;

const inWords = (lang: Lang, seconds: number): string =>
  seconds < 90
    ? formatNumber(lang, Math.ceil(seconds), { style: 'unit', unit: 'second', unitDisplay: 'long' })
    : formatNumber(lang, Math.ceil(seconds / 60), { style: 'unit', unit: 'minute', unitDisplay: 'long' });

const positive = (value: unknown): value is number => typeof value === 'number' && value > 0;

/**
 * One sentence or two for a refusal: what happened and what to do. Details that refine the sentence:
 * `limitBytes` (too_large), `limitMegapixels` (image_too_large), `allowed: string[]` (wrong_type),
 * `retryAfterSeconds` (rate_limited); `reason: 'wrong_password'` or `'style_locked'` with `name` (not_allowed),
 * `reason: 'scene_shown'` or `'bulk_changed'` (code_in_use); the examiner's `reason` with its figures (model_invalid).
 */
export function errorSentence(lang: Lang, code: ErrorCode, details: ErrorDetails = {}): string {
  const texts = errorTexts[lang];
  const { limitBytes, limitMegapixels, allowed, retryAfterSeconds, reason, name } = details;
  if (code === 'too_large' && positive(limitBytes)) {
    return fill(texts.too_large_limit, { limit: formatBytes(lang, limitBytes) });
  }
  if (code === 'image_too_large' && positive(limitMegapixels)) {
    return fill(texts.image_too_large_limit, { limit: formatNumber(lang, limitMegapixels) });
  }
  if (code === 'wrong_type' && Array.isArray(allowed) && allowed.length > 0) {
    return fill(texts.wrong_type_allowed, { allowed: allowed.map(String).join(', ') });
  }
  if (code === 'rate_limited' && positive(retryAfterSeconds)) {
    return fill(texts.rate_limited_wait, { wait: inWords(lang, retryAfterSeconds) });
  }
  if (code === 'code_in_use' && reason === 'scene_shown') return texts.code_in_use_scene;
  if (code === 'code_in_use' && reason === 'bulk_changed') return texts.code_in_use_bulk;
  if (code === 'not_allowed' && reason === 'wrong_password') return texts.not_allowed_password;
  if (code === 'not_allowed' && reason === 'style_locked') {
    return fill(texts.not_allowed_style, { name: String(name) });
  }
  if (code === 'model_invalid') return modelSentence(lang, details);
  return texts[code];
}

/** Why a model is refused; what has no figure or place to name is said in general. */
function modelSentence(lang: Lang, { reason, pointer, extension, ...figures }: ErrorDetails): string {
  const texts = errorTexts[lang];
  const values: Record<string, string> = { pointer: String(pointer), extension: String(extension) };
  for (const [name, value] of Object.entries(figures))
    if (positive(value)) values[name] = formatNumber(lang, value);
  if (reason === 'outside_resource') return texts.model_invalid_outside;
  if (reason === 'validator' && pointer) return fill(texts.model_invalid_rule, values);
  if (reason === 'extension' && extension) return fill(texts.model_invalid_extension, values);
  if (reason === 'too_many_triangles') return fill(texts.model_invalid_triangles, values);
  if (reason === 'texture_too_large') return fill(texts.model_invalid_texture, values);
  if (reason === 'too_heavy') return texts.model_invalid_heavy;
  return texts.model_invalid;
}

const refinements: ReadonlySet<string> = new Set([
  'too_large_limit',
  'wrong_type_allowed',
  'image_too_large_limit',
  'model_invalid_outside',
  'model_invalid_rule',
  'model_invalid_extension',
  'model_invalid_triangles',
  'model_invalid_texture',
  'model_invalid_heavy',
  'rate_limited_wait',
  'not_allowed_password',
  'not_allowed_style',
  'code_in_use_scene',
  'code_in_use_bulk',
]);

/** True for the names that `errorSentence` has a sentence for. */
export const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === 'string' && Object.hasOwn(errorTexts.en, value) && !refinements.has(value);

const fieldTexts = {
  en: {
    too_small: 'This is missing, too short or too small.',
    too_big: 'This is too long or too large.',
    invalid_type: 'This is missing.',
    invalid_format: 'This does not have the form it needs.',
    invalid_value: 'Choose one of those offered.',
    taken: 'This address has an account already. Sign in with it.',
    unknown: 'No account has this address. Use the one the account was made with.',
    other: 'This does not fit here.',
  },
  de: {
    too_small: 'Das fehlt, ist zu kurz oder zu klein.',
    too_big: 'Das ist zu lang oder zu groß.',
    invalid_type: 'Das fehlt noch.',
    invalid_format: 'Das hat nicht die nötige Form.',
    invalid_value: 'Wählen Sie etwas aus dem Angebot.',
    taken: 'Diese Adresse hat schon ein Konto. Melden Sie sich damit an.',
    unknown: 'Kein Konto hat diese Adresse. Nehmen Sie die, mit der das Konto angelegt wurde.',
    other: 'Das passt hier nicht.',
  },
} as const satisfies Texts;

/** The sentence beside one field, by the name zod gives the issue; other text is taken as the sentence itself. */
export function fieldSentence(lang: Lang, issue: string): string {
  const texts: Readonly<Record<string, string>> = fieldTexts[lang];
  return (
    (Object.hasOwn(texts, issue) ? texts[issue] : undefined) ??
    (issue.includes(' ') ? issue : fieldTexts[lang].other)
  );
}
