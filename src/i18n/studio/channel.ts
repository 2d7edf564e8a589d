import type { CountUnit, FieldKey, Finding } from '#domain/channel/model.ts';
import { fill, formatBytes, formatNumber, type Lang, type Texts } from '../text.ts';

/**
 * Channels and what the check of a post says. Keys: `channel_ID`, `field_KEY`, `unit_UNIT` and `unit_UNIT_one`,
 * `unitHint_UNIT` (how the unit is counted, where that surprises), `finding_CODE` (with `_advice` where it only
 * advises), `tone_HINT`, `media_KIND`, `scope_SCOPE`, `confidence_LEVEL`.
 */
export const channelTexts = {
  en: {
    online: 'Online',
    offline: 'Offline',
    unverifiedBadge: 'unverified',
    source: 'Source',
    ownJudgement: 'our own judgement',
    verifiedOn: 'as of {day}',
    otherFigures: 'Other sources say {values}.',
    countOf: '{used} of {limit} {unit}',
    fits: 'Fits the channel.',
    wouldRefuse: '{channel} would refuse this post.',

    channel_x: 'X',
    channel_bluesky: 'Bluesky',
    channel_mastodon: 'Mastodon',
    channel_threads: 'Threads',
    channel_facebook: 'Facebook',
    channel_instagram: 'Instagram',
    channel_linkedin: 'LinkedIn',
    channel_xing: 'XING',
    channel_youtube: 'YouTube',
    channel_tiktok: 'TikTok',
    channel_pinterest: 'Pinterest',
    channel_reddit: 'Reddit',
    channel_telegram: 'Telegram',
    channel_whatsapp: 'WhatsApp',
    channel_discord: 'Discord',
    channel_newsletter: 'Newsletter',
    channel_sms: 'Text message',
    channel_blog: 'Blog',
    channel_forum: 'Forum',
    channel_review: 'Review',
    channel_poster: 'Poster',
    channel_tabletent: 'Table tent',
    channel_sticker: 'Sticker',
    channel_packaging: 'Packaging',
    channel_flyer: 'Flyer',
    channel_radio: 'Radio spot',
    channel_event: 'Event',

    field_warning: 'Content warning',
    field_subject: 'Subject',
    field_preheader: 'Preheader',
    field_title: 'Title',
    field_headline: 'Headline',
    field_text: 'Text',
    field_description: 'Description',
    field_body: 'Body',
    field_tags: 'Tags',
    field_all: 'All texts',
    field_media: 'Attachments',

    media_image: 'pictures',
    media_gif: 'GIFs',
    media_video: 'videos',
    media_audio: 'sound',
    media_document: 'documents',

    unit_weighted: 'characters',
    unit_weighted_one: 'character',
    unit_graphemes: 'characters',
    unit_graphemes_one: 'character',
    unit_mastodon: 'characters',
    unit_mastodon_one: 'character',
    unit_threads: 'characters',
    unit_threads_one: 'character',
    unit_utf16: 'characters',
    unit_utf16_one: 'character',
    unit_bytes: 'bytes',
    unit_bytes_one: 'byte',
    unit_words: 'words',
    unit_words_one: 'word',
    unit_syllables: 'syllables',
    unit_syllables_one: 'syllable',
    unit_seconds: 'seconds',
    unit_seconds_one: 'second',
    unit_smsParts: 'messages',
    unit_smsParts_one: 'message',
    unit_smsSeptets: 'characters',
    unit_smsSeptets_one: 'character',
    unit_smsUcs2: 'characters',
    unit_smsUcs2_one: 'character',
    unit_hashtags: 'hashtags',
    unit_hashtags_one: 'hashtag',
    unit_mentions: 'mentions',
    unit_mentions_one: 'mention',
    unit_cashtags: 'cashtags',
    unit_cashtags_one: 'cashtag',
    unit_links: 'links',
    unit_links_one: 'link',
    unit_uniqueLinks: 'different links',
    unit_uniqueLinks_one: 'link',
    unit_addressLength: 'characters in the address',
    unit_addressLength_one: 'character in the address',
    unit_media: 'attachments',
    unit_media_one: 'attachment',
    unit_images: 'pictures',
    unit_images_one: 'picture',
    unit_videos: 'videos',
    unit_videos_one: 'video',
    unit_kinds: 'kinds of attachment',
    unit_kinds_one: 'kind of attachment',
    unit_imageBytes: 'Largest picture',
    unit_videoBytes: 'Largest video',
    unit_documentBytes: 'Largest document',
    unit_videoSeconds: 'seconds of video',
    unit_videoSeconds_one: 'second of video',
    unit_altUtf16: 'characters in the description of one attachment',
    unit_altUtf16_one: 'character in the description of one attachment',
    unit_altGraphemes: 'characters in the description of one attachment',
    unit_altGraphemes_one: 'character in the description of one attachment',
    unit_videoAltGraphemes: 'characters in the description of the video',
    unit_videoAltGraphemes_one: 'character in the description of the video',

    unitHint_weighted: 'Every link counts 23, an emoji or a Chinese, Japanese or Korean character 2.',
    unitHint_graphemes: 'An emoji counts 1, however many parts it has. Links count in full.',
    unitHint_mastodon: 'A link counts 23, a mention without its server. The content warning counts too.',
    unitHint_threads: 'An emoji counts 4 or more. Links count in full.',
    unitHint_utf16: 'An emoji counts 2 or more. Links count in full.',
    unitHint_bytes: 'An umlaut counts 2, an emoji 4 or more.',
    unitHint_seconds: 'Estimated at five syllables a second, without pauses and music.',
    unitHint_syllables: 'Estimated from the spelling; numbers and addresses as they are read aloud.',
    unitHint_smsSeptets:
      'Plain characters: 160 in one message, 153 in each of several. € [ ] {brackets} and a few more count 2.',
    unitHint_smsUcs2: 'With special characters: 70 in one message, 67 in each of several.',

    finding_over_limit: '{field}: {over} {unit} too many. The limit is {limit}.',
    finding_over_limit_advice: '{field}: {over} {unit} more than the advised {limit}.',
    finding_over_limit_size: '{unit}: {used}. The limit is {limit}.',
    finding_over_limit_each: '{used} {unit}. The limit is {limit}.',
    finding_over_limit_each_advice: '{used} {unit}. At most {limit} are advised.',
    finding_below_minimum: '{field}: {used} {unit}. At least {limit} are needed.',
    finding_below_minimum_advice: '{field}: {used} {unit}. At least {limit} are advised.',
    finding_folded: '{field}: only about the first {limit} {unit} are shown at once. Put what matters first.',
    finding_ignored: '{field}: of {used} {unit} the network passes over some or all. Keep to {limit}.',
    finding_field_missing: '{field} is empty. The post cannot be sent without it.',
    finding_field_missing_advice: '{field} is empty.',
    finding_media_missing: 'This channel needs at least {limit} {unit}. Attach something.',
    finding_media_not_carried: 'This channel takes no {kind}. Remove them or choose another channel.',
    finding_media_not_carried_advice: 'This channel carries no {kind}.',
    finding_media_mixed: 'Pictures, videos and other kinds cannot go into one post here. Keep one kind.',
    finding_forbidden_characters: '{field}: write {characters} another way, it is not accepted here.',
    finding_alt_missing_one: 'One attachment has no description. Say in a sentence what it shows.',
    finding_alt_missing: '{count} attachments have no description. Say in a sentence what each shows.',
    finding_link_not_tappable:
      'Nobody can tap {url} here. Point to the profile or put the address into the picture.',
    finding_link_needs_scheme: '{url} becomes a link only with https:// before it.',
    finding_link_costs_reach:
      'Posts with a link such as {url} are said to reach fewer people. A first comment can carry it.',
    finding_address_hard_to_type:
      '{url} is hard to type from paper. Use a short address without signs such as ? or _.',
    finding_address_hard_to_say:
      '{url} is hard to say and to remember. Use a name without digits, hyphens and slashes.',
    finding_line_breaks_ignored: '{field}: line breaks are dropped here. Make it read well in one piece.',
    finding_sms_unicode:
      'Because of {characters} the text needs {parts} messages; with plain characters {plainParts}.',
    finding_sms_double:
      '{characters} count twice, so the text needs {parts} messages instead of {plainParts}.',
    finding_unverified:
      'No reliable limits are known for this channel. Check the post there, and enter the limits you find.',
    finding_unknown_channel:
      'This installation does not know the channel “{channel}”, so nothing was checked.',

    saysSame: 'Says the same as the post on {channel}. Give this channel something of its own.',
    saysMuchTheSame:
      'Says much the same as the post on {channel} ({share}). What does only this channel add?',

    tone_oneThought: 'One thought, one sentence, one thing to do.',
    tone_firstLine: 'The first line decides whether the rest is read.',
    tone_conversation: 'Ask something you want to know, and answer the replies.',
    tone_community: 'Write as a guest: what does the community gain from it?',
    tone_fewHashtags: 'One or two hashtags that people really follow.',
    tone_pictureLeads: 'The picture tells it; the text adds what cannot be seen.',
    tone_soundOff: 'It must work without sound, and within three seconds.',
    tone_useful: 'Something to take away, also for those who do not click.',
    tone_personal: 'A person speaks, not a company.',
    tone_subjectPromise: 'The subject makes a promise, the first paragraph keeps it.',
    tone_plainCharacters: 'Plain characters only, and say first who is writing.',
    tone_searchable: 'Use the words that people would search for.',
    tone_disclose: 'Say openly who is behind it.',
    tone_fromAfar: 'Readable in passing: large, few words, strong contrast.',
    tone_atTheTable: 'People have time here: invite them to play.',
    tone_inTheHand: 'It is held close: one line, one code, one reason to scan.',
    tone_toTheEar: 'Short sentences, one name, and the address twice.',
    tone_whenAndWhere: 'When, where, and why it cannot be missed.',

    scope_api: 'of the interface',
    scope_app: 'of the app',
    scope_account: 'depends on the account',
    scope_instance: 'depends on the server',
    scope_standard: 'technical standard',
    scope_practice: 'practice',
    confidence_high: 'well documented',
    confidence_medium: 'second hand',
    confidence_low: 'uncertain',
  },
  de: {
    online: 'Online',
    offline: 'Vor Ort',
    unverifiedBadge: 'ungeprüft',
    source: 'Quelle',
    ownJudgement: 'eigene Einschätzung',
    verifiedOn: 'Stand {day}',
    otherFigures: 'Andere Quellen nennen {values}.',
    countOf: '{used} von {limit} {unit}',
    fits: 'Passt auf den Kanal.',
    wouldRefuse: '{channel} würde diesen Beitrag ablehnen.',

    channel_x: 'X',
    channel_bluesky: 'Bluesky',
    channel_mastodon: 'Mastodon',
    channel_threads: 'Threads',
    channel_facebook: 'Facebook',
    channel_instagram: 'Instagram',
    channel_linkedin: 'LinkedIn',
    channel_xing: 'XING',
    channel_youtube: 'YouTube',
    channel_tiktok: 'TikTok',
    channel_pinterest: 'Pinterest',
    channel_reddit: 'Reddit',
    channel_telegram: 'Telegram',
    channel_whatsapp: 'WhatsApp',
    channel_discord: 'Discord',
    channel_newsletter: 'Newsletter',
    channel_sms: 'SMS',
    channel_blog: 'Blog',
    channel_forum: 'Forum',
    channel_review: 'Bewertung',
    channel_poster: 'Plakat',
    channel_tabletent: 'Tischaufsteller',
    channel_sticker: 'Aufkleber',
    channel_packaging: 'Verpackung',
    channel_flyer: 'Flyer',
    channel_radio: 'Radiospot',
    channel_event: 'Veranstaltung',

    field_warning: 'Inhaltswarnung',
    field_subject: 'Betreff',
    field_preheader: 'Vorschauzeile',
    field_title: 'Titel',
    field_headline: 'Schlagzeile',
    field_text: 'Text',
    field_description: 'Beschreibung',
    field_body: 'Fließtext',
    field_tags: 'Schlagwörter',
    field_all: 'Alle Texte',
    field_media: 'Anhänge',

    media_image: 'Bilder',
    media_gif: 'GIFs',
    media_video: 'Videos',
    media_audio: 'Tonaufnahmen',
    media_document: 'Dokumente',

    unit_weighted: 'Zeichen',
    unit_weighted_one: 'Zeichen',
    unit_graphemes: 'Zeichen',
    unit_graphemes_one: 'Zeichen',
    unit_mastodon: 'Zeichen',
    unit_mastodon_one: 'Zeichen',
    unit_threads: 'Zeichen',
    unit_threads_one: 'Zeichen',
    unit_utf16: 'Zeichen',
    unit_utf16_one: 'Zeichen',
    unit_bytes: 'Bytes',
    unit_bytes_one: 'Byte',
    unit_words: 'Wörter',
    unit_words_one: 'Wort',
    unit_syllables: 'Silben',
    unit_syllables_one: 'Silbe',
    unit_seconds: 'Sekunden',
    unit_seconds_one: 'Sekunde',
    unit_smsParts: 'Nachrichten',
    unit_smsParts_one: 'Nachricht',
    unit_smsSeptets: 'Zeichen',
    unit_smsSeptets_one: 'Zeichen',
    unit_smsUcs2: 'Zeichen',
    unit_smsUcs2_one: 'Zeichen',
    unit_hashtags: 'Hashtags',
    unit_hashtags_one: 'Hashtag',
    unit_mentions: 'Erwähnungen',
    unit_mentions_one: 'Erwähnung',
    unit_cashtags: 'Cashtags',
    unit_cashtags_one: 'Cashtag',
    unit_links: 'Links',
    unit_links_one: 'Link',
    unit_uniqueLinks: 'verschiedene Links',
    unit_uniqueLinks_one: 'Link',
    unit_addressLength: 'Zeichen in der Adresse',
    unit_addressLength_one: 'Zeichen in der Adresse',
    unit_media: 'Anhänge',
    unit_media_one: 'Anhang',
    unit_images: 'Bilder',
    unit_images_one: 'Bild',
    unit_videos: 'Videos',
    unit_videos_one: 'Video',
    unit_kinds: 'Arten von Anhängen',
    unit_kinds_one: 'Art von Anhang',
    unit_imageBytes: 'Größtes Bild',
    unit_videoBytes: 'Größtes Video',
    unit_documentBytes: 'Größtes Dokument',
    unit_videoSeconds: 'Sekunden Video',
    unit_videoSeconds_one: 'Sekunde Video',
    unit_altUtf16: 'Zeichen in der Beschreibung eines Anhangs',
    unit_altUtf16_one: 'Zeichen in der Beschreibung eines Anhangs',
    unit_altGraphemes: 'Zeichen in der Beschreibung eines Anhangs',
    unit_altGraphemes_one: 'Zeichen in der Beschreibung eines Anhangs',
    unit_videoAltGraphemes: 'Zeichen in der Beschreibung des Videos',
    unit_videoAltGraphemes_one: 'Zeichen in der Beschreibung des Videos',

    unitHint_weighted:
      'Jeder Link zählt 23, ein Emoji oder ein chinesisches, japanisches oder koreanisches Zeichen 2.',
    unitHint_graphemes: 'Ein Emoji zählt 1, auch wenn es zusammengesetzt ist. Links zählen voll.',
    unitHint_mastodon: 'Ein Link zählt 23, eine Erwähnung ohne ihren Server. Die Inhaltswarnung zählt mit.',
    unitHint_threads: 'Ein Emoji zählt 4 oder mehr. Links zählen voll.',
    unitHint_utf16: 'Ein Emoji zählt 2 oder mehr. Links zählen voll.',
    unitHint_bytes: 'Ein Umlaut zählt 2, ein Emoji 4 oder mehr.',
    unitHint_seconds: 'Geschätzt mit fünf Silben in der Sekunde, ohne Pausen und Musik.',
    unitHint_syllables: 'Aus der Schreibung geschätzt; Zahlen und Adressen so, wie sie vorgelesen werden.',
    unitHint_smsSeptets:
      'Einfache Zeichen: 160 in einer Nachricht, je 153 in mehreren. € [ ] {brackets} und einige andere zählen doppelt.',
    unitHint_smsUcs2: 'Mit Sonderzeichen: 70 in einer Nachricht, je 67 in mehreren.',

    finding_over_limit: '{field}: {over} {unit} zu viel. Die Grenze liegt bei {limit}.',
    finding_over_limit_advice: '{field}: {over} {unit} über dem Richtwert von {limit}.',
    finding_over_limit_size: '{unit}: {used}. Die Grenze liegt bei {limit}.',
    finding_over_limit_each: '{used} {unit}. Die Grenze liegt bei {limit}.',
    finding_over_limit_each_advice: '{used} {unit}. Ratsam sind höchstens {limit}.',
    finding_below_minimum: '{field}: {used} {unit}. Mindestens {limit} sind nötig.',
    finding_below_minimum_advice: '{field}: {used} {unit}. Ratsam sind mindestens {limit}.',
    finding_folded:
      '{field}: Sofort zu sehen sind nur etwa die ersten {limit} {unit}. Das Wichtige gehört nach vorn.',
    finding_ignored:
      '{field}: Von {used} {unit} übergeht das Netz manche oder alle. Bleiben Sie bei {limit}.',
    finding_field_missing: '{field} ist leer. Ohne das lässt sich der Beitrag nicht senden.',
    finding_field_missing_advice: '{field} ist leer.',
    finding_media_missing: 'Dieser Kanal braucht mindestens {limit} {unit}. Hängen Sie etwas an.',
    finding_media_not_carried:
      'Dieser Kanal nimmt keine {kind}. Entfernen Sie sie oder wählen Sie einen anderen Kanal.',
    finding_media_not_carried_advice: 'Dieser Kanal trägt keine {kind}.',
    finding_media_mixed:
      'Bilder, Videos und anderes lassen sich hier nicht in einem Beitrag mischen. Bleiben Sie bei einer Art.',
    finding_forbidden_characters: '{field}: Schreiben Sie {characters} anders, hier ist es nicht erlaubt.',
    finding_alt_missing_one: 'Ein Anhang hat keine Beschreibung. Sagen Sie in einem Satz, was er zeigt.',
    finding_alt_missing:
      '{count} Anhänge haben keine Beschreibung. Sagen Sie je in einem Satz, was zu sehen ist.',
    finding_link_not_tappable:
      '{url} lässt sich hier nicht antippen. Verweisen Sie auf das Profil oder setzen Sie die Adresse ins Bild.',
    finding_link_needs_scheme: '{url} wird nur mit https:// davor zum Link.',
    finding_link_costs_reach:
      'Beiträge mit einem Link wie {url} sollen weniger Menschen erreichen. Er kann in den ersten Kommentar.',
    finding_address_hard_to_type:
      '{url} ist vom Papier schwer abzutippen. Nehmen Sie eine kurze Adresse ohne Zeichen wie ? oder _.',
    finding_address_hard_to_say:
      '{url} ist schwer zu sagen und zu merken. Nehmen Sie einen Namen ohne Ziffern, Striche und Schrägstriche.',
    finding_line_breaks_ignored:
      '{field}: Zeilenumbrüche fallen hier weg. Der Text muss am Stück lesbar sein.',
    finding_sms_unicode:
      'Wegen {characters} braucht der Text {parts} Nachrichten; mit einfachen Zeichen {plainParts}.',
    finding_sms_double:
      '{characters} zählen doppelt, darum braucht der Text {parts} Nachrichten statt {plainParts}.',
    finding_unverified:
      'Für diesen Kanal sind keine verlässlichen Grenzen bekannt. Prüfen Sie dort und tragen Sie ein, was gilt.',
    finding_unknown_channel:
      'Diese Installation kennt den Kanal „{channel}“ nicht, geprüft wurde also nichts.',

    saysSame: 'Sagt dasselbe wie der Beitrag auf {channel}. Geben Sie diesem Kanal etwas Eigenes.',
    saysMuchTheSame:
      'Sagt fast dasselbe wie der Beitrag auf {channel} ({share}). Was trägt nur dieser Kanal bei?',

    tone_oneThought: 'Ein Gedanke, ein Satz, eine Sache zu tun.',
    tone_firstLine: 'Die erste Zeile entscheidet, ob der Rest gelesen wird.',
    tone_conversation: 'Fragen Sie, was Sie wirklich wissen wollen, und antworten Sie auf Antworten.',
    tone_community: 'Schreiben Sie als Gast: Was hat die Gemeinschaft davon?',
    tone_fewHashtags: 'Ein, zwei Hashtags, denen wirklich jemand folgt.',
    tone_pictureLeads: 'Das Bild erzählt; der Text ergänzt, was man nicht sieht.',
    tone_soundOff: 'Es muss ohne Ton wirken, und in drei Sekunden.',
    tone_useful: 'Etwas zum Mitnehmen, auch für alle, die nicht klicken.',
    tone_personal: 'Hier spricht ein Mensch, keine Firma.',
    tone_subjectPromise: 'Der Betreff verspricht etwas, der erste Absatz hält es.',
    tone_plainCharacters: 'Nur einfache Zeichen, und zuerst, wer schreibt.',
    tone_searchable: 'Nehmen Sie die Wörter, nach denen man suchen würde.',
    tone_disclose: 'Sagen Sie offen, wer dahintersteht.',
    tone_fromAfar: 'Im Vorbeigehen lesbar: groß, wenige Wörter, starker Kontrast.',
    tone_atTheTable: 'Hier haben die Leute Zeit: Laden Sie zum Spielen ein.',
    tone_inTheHand: 'Man hält es nah vor sich: eine Zeile, ein Code, ein Grund zum Scannen.',
    tone_toTheEar: 'Kurze Sätze, ein Name, die Adresse zweimal.',
    tone_whenAndWhere: 'Wann, wo, und warum man es nicht verpassen darf.',

    scope_api: 'der Schnittstelle',
    scope_app: 'der App',
    scope_account: 'hängt vom Konto ab',
    scope_instance: 'hängt vom Server ab',
    scope_standard: 'technische Norm',
    scope_practice: 'Erfahrungswert',
    confidence_high: 'gut belegt',
    confidence_medium: 'aus zweiter Hand',
    confidence_low: 'unsicher',
  },
} as const satisfies Texts;

type Key = keyof (typeof channelTexts)['en'];

const textOf = (lang: Lang, key: string): string => {
  const texts: Readonly<Record<string, string>> = channelTexts[lang];
  return Object.hasOwn(texts, key) ? (texts[key] ?? key) : key;
};

const isKey = (key: string): key is Key => Object.hasOwn(channelTexts.en, key);

/** The channel's name; an id that the catalogue does not know is its own name. */
export const channelName = (lang: Lang, channel: string): string =>
  isKey(`channel_${channel}`) ? textOf(lang, `channel_${channel}`) : channel;

export const fieldName = (lang: Lang, field: FieldKey | 'all' | 'media'): string =>
  textOf(lang, `field_${field}`);

/** `1 character`, `12 characters`: the unit's name for that many. */
export const unitName = (lang: Lang, unit: CountUnit, count: number): string =>
  textOf(lang, count === 1 && isKey(`unit_${unit}_one`) ? `unit_${unit}_one` : `unit_${unit}`);

/** How the unit is counted, or undefined where it counts as one would expect. */
export const unitHint = (lang: Lang, unit: CountUnit): string | undefined =>
  isKey(`unitHint_${unit}`) ? fill(textOf(lang, `unitHint_${unit}`), { brackets: '{ }' }) : undefined;

/** A value as read in `lang`: sizes of files with their unit, anything else as a number. */
export const formatCount = (lang: Lang, unit: CountUnit, value: number): string =>
  unit === 'imageBytes' || unit === 'videoBytes' || unit === 'documentBytes'
    ? formatBytes(lang, value)
    : formatNumber(lang, value);

const isUnit = (value: unknown): value is CountUnit => typeof value === 'string' && isKey(`unit_${value}`);

/** Units that are about one attachment or one address, so that "too many" would be wrong of them. */
const eachUnits = ['videoSeconds', 'altUtf16', 'altGraphemes', 'videoAltGraphemes', 'addressLength'];

function sentenceKey({ code, severity, details }: Finding): string {
  const { count, unit } = details;
  const key = `finding_${code}`;
  const advice = severity === 'advice' ? '_advice' : '';
  if (code === 'alt_missing') return count === 1 ? `${key}_one` : key;
  if (code === 'over_limit' && /Bytes$/.test(String(unit))) return `${key}_size`;
  if (code === 'over_limit' && eachUnits.includes(String(unit))) return `${key}_each${advice}`;
  return isKey(key + advice) ? key + advice : key;
}

/** What a finding says to the author, in one or two sentences. */
export function describeFinding(lang: Lang, finding: Finding): string {
  const { unit, kind, ...rest } = finding.details;
  const formatted = Object.entries(rest).map(([name, value]) => [
    name,
    typeof value === 'number' ? formatCount(lang, isUnit(unit) ? unit : 'words', value) : value,
  ]);
  const { over, limit, used } = rest;
  const counted = finding.code === 'over_limit' ? over : finding.code === 'ignored' ? used : limit;
  const values: Readonly<Record<string, string>> = {
    ...Object.fromEntries(formatted),
    field: fieldName(lang, finding.field),
    ...(isUnit(unit) ? { unit: unitName(lang, unit, typeof counted === 'number' ? counted : 2) } : {}),
    ...(typeof kind === 'string' ? { kind: textOf(lang, `media_${kind}`) } : {}),
  };
  return fill(textOf(lang, sentenceKey(finding)), values);
}
