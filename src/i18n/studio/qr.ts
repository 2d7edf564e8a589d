/** Sentences about QR styles. Keys: finding codes, `mend.<action>`, `why.<reason>`, `family.<name>`, and names of choices. */
export const qrTexts = {
  en: {
    'style.malformed': 'This style cannot be read: {path}. It was not saved.',
    'contrast.refused':
      'The ink {ink} stands out only {ratio} : 1 from its plate. Below 3 : 1 phones lose the code; {needed} : 1 is safe.',
    'contrast.low':
      'The ink {ink} has a contrast of {ratio} : 1. From {needed} : 1 on, dusk and haze cost nothing.',
    'contrast.inverted':
      'The code is lighter than its plate. Half of all readers see nothing in it: put it on a light plate.',
    'modules.too-small':
      'Modules of {size} are too thin: phones take the gaps for light. From {least} on they are read.',
    'modules.small': 'Modules of {size} cost some reads. From {least} on they cost hardly any.',
    'modules.diamonds': 'Diamonds touch only by their points, which costs reads from afar.',
    'eyes.pale':
      'The eyes in {ink} have a contrast of {ratio} : 1. Phones look for the eyes first: give them {needed} : 1.',
    'quiet.narrow':
      'The light edge is {modules} modules wide. With {needed} a busy wall cannot disturb the code.',
    'logo.too-big':
      'The logo leaves {left} of the error correction, {needed} is needed. At this level it may be {fitsPercent} % wide, at level H {fitsPercentAtH} %.',
    'logo.big':
      'The logo leaves {left} of the error correction. From {needed} on dirt and folds cost hardly any reads; here the score decides. At this level that is {fitsPercent} % of the width, at level H {fitsPercentAtH} %.',
    'logo.missing': 'The logo picture is not there any more. Choose it again.',
    'correction.low': 'Level {level} has little to spare for dirt and folds.',
    'payload.bytes':
      'The address holds small letters. In capitals the same code needs fewer and larger modules.',
    'text.missing-glyph':
      'The print fonts have no shape for {characters}. These characters would be missing.',
    'text.contrast': 'The words have a contrast of {ratio} : 1. From {needed} : 1 on they are easy to read.',
    'size.module':
      'A module would be {moduleMm} mm, print holds {leastMm} mm. The symbol itself, without edge and frame, must be {symbolMm} mm wide.',
    'size.dots-per-module':
      'The printer has {dots} dots for a module, {needed} are needed. Choose {dpi} dpi or a larger code.',
    'scan.score': 'The score is {score}. From {needed} on a print file can be made.',
    'scan.easy': 'The reader {decoder} does not see it even in an easy photo: {family}.',
    'scan.family': '{family}: read {percent} % as often as a plain code.',
    'scan.decoder': 'The reader {decoder} reads it {percent} % as often as a plain code.',
    'scan.misread': 'A reader read something else than the address. This code must not be printed.',
    'logo-file.too-large': 'The file is larger than {limitKb} kB. Simplify the drawing before you upload it.',
    'logo-file.not-svg': 'This is not an SVG drawing that can be read.',
    'logo-file.forbidden':
      'The drawing holds {what}, which a printed logo cannot use. Turn text and effects into plain filled shapes.',
    'logo-file.simplified':
      'See-through parts and oval gradients were simplified. Look at the preview before you print it.',
    'logo-file.empty': 'The drawing holds no shape that shows.',
    'logo-file.too-complex':
      'The drawing has too many shapes or points (at most {limit} shapes). Simplify it.',

    'mend.shrink-logo': 'Shrink the logo to {fitsPercent} %',
    'mend.raise-correction': 'Choose more error correction',
    'mend.darken': 'Darken the ink',
    'mend.light-plate': 'Put it on a light plate',
    'mend.grow-modules': 'Enlarge the modules',
    'mend.square-modules': 'Use squares',
    'mend.widen-quiet-zone': 'Widen the light edge to 4 modules',
    'mend.plain-eyes': 'Darken the eyes',
    'mend.remove-logo': 'Take the logo out',
    'mend.repair': 'Find the nearest style that passes',

    'why.small-dots': 'Small dots are off: two of three readers lose them.',
    'why.thin-bars': 'Bars thinner than 0.7 of a module are off: their gaps drown them.',
    'why.small-squares': 'Squares below 0.8 of a module are off: readers lose them when the phone is tilted.',
    'why.diamonds': 'Diamonds pass in most captures; watch the score.',
    'why.eye-star': 'Stars as eyes are off: five of six phones do not find the code.',
    'why.eye-dotted': 'Dotted eyes are off: readers look for a closed ring.',
    'why.eye-thin': 'Thin rings are off: a ring is one module wide, or readers miss it.',
    'why.transparent': 'A code without a plate is off: on dark ground hardly any reader finds it.',

    'family.size': 'small or far',
    'family.turn': 'turned',
    'family.tilt': 'tilted',
    'family.blur': 'blurred',
    'family.motion': 'shaken',
    'family.glare': 'glare',
    'family.damage': 'scratched',
    'family.curve': 'on a column',
    'family.light': 'poor light',
    'family.noise': 'noisy',
    'family.compression': 'compressed',
    'family.print': 'ink run or starved',
    'family.street': 'in the street',

    'shape.square': 'Squares, merged',
    'shape.rounded': 'Rounded',
    'shape.dots': 'Dots',
    'shape.classy': 'Leaf',
    'shape.bars': 'Bars',
    'shape.squares': 'Small squares',
    'shape.diamonds': 'Diamonds',
    'eye.square': 'Square',
    'eye.rounded': 'Rounded',
    'eye.circle': 'Round',
    'frame.none': 'None',
    'frame.border': 'Border',
    'frame.poster': 'Poster with arrow',
    'frame.ticket': 'Ticket',
    'frame.bubble': 'Speech bubble',
    'frame.tab': 'Tab',
    'frame.sign': 'Trail sign',
    'frame.corners': 'Corner marks',
    'frame.pointer': 'Strip with arrow',
    'frame.balloon': 'In a speech bubble',
    'frame.blaze': 'Trail blaze',
    'frame.pin': 'Map pin',
    'frame.arch': 'Gateway',
    'frame.stamp': 'Postage stamp',
    'frame.seal': 'Seal',
    'frame.ribbon': 'Ribbon',
    'frame.tag': 'Luggage tag',
    'frame.bookmark': 'Bookmark',
    'frame.photo': 'Instant photo',
    'frame.film': 'Film strip',
  },
  de: {
    'style.malformed': 'Dieser Stil ist nicht lesbar: {path}. Er wurde nicht gespeichert.',
    'contrast.refused':
      'Die Farbe {ink} hebt sich nur {ratio} : 1 vom Grund ab. Unter 3 : 1 verlieren Telefone den Code; {needed} : 1 ist sicher.',
    'contrast.low':
      'Die Farbe {ink} hat einen Kontrast von {ratio} : 1. Ab {needed} : 1 kosten Dämmerung und Dunst nichts.',
    'contrast.inverted':
      'Der Code ist heller als sein Grund. Die Hälfte aller Leser erkennt darin nichts: Setzen Sie ihn auf hellen Grund.',
    'modules.too-small':
      'Module von {size} sind zu dünn: Telefone halten die Lücken für Licht. Ab {least} werden sie gelesen.',
    'modules.small': 'Module von {size} kosten Treffer. Ab {least} kosten sie kaum noch welche.',
    'modules.diamonds': 'Rauten berühren sich nur an den Spitzen, das kostet Treffer aus der Ferne.',
    'eyes.pale':
      'Die Augen in {ink} haben einen Kontrast von {ratio} : 1. Telefone suchen zuerst die Augen: Geben Sie ihnen {needed} : 1.',
    'quiet.narrow':
      'Der helle Rand ist {modules} Module breit. Mit {needed} kann auch eine unruhige Wand den Code nicht stören.',
    'logo.too-big':
      'Das Logo lässt {left} der Fehlerkorrektur übrig, nötig sind {needed}. Auf dieser Stufe darf es {fitsPercent} % breit sein, auf Stufe H {fitsPercentAtH} %.',
    'logo.big':
      'Das Logo lässt {left} der Fehlerkorrektur übrig. Ab {needed} kosten Schmutz und Falten kaum Treffer; hier entscheidet der Wert. Auf dieser Stufe wären das {fitsPercent} % der Breite, auf Stufe H {fitsPercentAtH} %.',
    'logo.missing': 'Das Logobild ist nicht mehr da. Wählen Sie es neu aus.',
    'correction.low': 'Stufe {level} hat wenig Reserve für Schmutz und Falten.',
    'payload.bytes':
      'Die Adresse enthält Kleinbuchstaben. In Großbuchstaben braucht derselbe Code weniger und größere Module.',
    'text.missing-glyph':
      'Die Druckschriften haben kein Zeichen für {characters}. Diese Zeichen würden fehlen.',
    'text.contrast': 'Die Wörter haben einen Kontrast von {ratio} : 1. Ab {needed} : 1 sind sie gut lesbar.',
    'size.module':
      'Ein Modul wäre {moduleMm} mm groß, der Druck hält {leastMm} mm. Das Symbol selbst, ohne Rand und Rahmen, muss {symbolMm} mm breit sein.',
    'size.dots-per-module':
      'Der Drucker hat {dots} Punkte je Modul, nötig sind {needed}. Wählen Sie {dpi} dpi oder einen größeren Code.',
    'scan.score': 'Der Wert liegt bei {score}. Ab {needed} lässt sich eine Druckdatei erzeugen.',
    'scan.easy': 'Der Leser {decoder} erkennt ihn selbst auf einem einfachen Foto nicht: {family}.',
    'scan.family': '{family}: wird zu {percent} % so oft gelesen wie ein schlichter Code.',
    'scan.decoder': 'Der Leser {decoder} liest ihn zu {percent} % so oft wie einen schlichten Code.',
    'scan.misread':
      'Ein Leser hat etwas anderes als die Adresse gelesen. Dieser Code darf nicht gedruckt werden.',
    'logo-file.too-large':
      'Die Datei ist größer als {limitKb} kB. Vereinfachen Sie die Zeichnung vor dem Hochladen.',
    'logo-file.not-svg': 'Das ist keine lesbare SVG-Zeichnung.',
    'logo-file.forbidden':
      'Die Zeichnung enthält {what}, das taugt nicht für ein gedrucktes Logo. Wandeln Sie Text und Effekte in gefüllte Formen um.',
    'logo-file.simplified':
      'Durchscheinendes und ovale Verläufe wurden vereinfacht. Sehen Sie sich die Vorschau an, bevor Sie drucken.',
    'logo-file.empty': 'Die Zeichnung enthält keine sichtbare Form.',
    'logo-file.too-complex':
      'Die Zeichnung hat zu viele Formen oder Punkte (höchstens {limit} Formen). Vereinfachen Sie sie.',

    'mend.shrink-logo': 'Logo auf {fitsPercent} % verkleinern',
    'mend.raise-correction': 'Mehr Fehlerkorrektur wählen',
    'mend.darken': 'Farbe abdunkeln',
    'mend.light-plate': 'Auf hellen Grund setzen',
    'mend.grow-modules': 'Module vergrößern',
    'mend.square-modules': 'Quadrate verwenden',
    'mend.widen-quiet-zone': 'Hellen Rand auf 4 Module verbreitern',
    'mend.plain-eyes': 'Augen abdunkeln',
    'mend.remove-logo': 'Logo herausnehmen',
    'mend.repair': 'Nächsten Stil suchen, der besteht',

    'why.small-dots': 'Kleine Punkte gibt es nicht: Zwei von drei Lesern verlieren sie.',
    'why.thin-bars': 'Balken unter 0,7 Modul gibt es nicht: Sie gehen in den Lücken unter.',
    'why.small-squares': 'Quadrate unter 0,8 Modul gibt es nicht: Schräg gehalten gehen sie verloren.',
    'why.diamonds': 'Rauten bestehen die meisten Aufnahmen; achten Sie auf den Wert.',
    'why.eye-star': 'Sterne als Augen gibt es nicht: Fünf von sechs Telefonen finden den Code nicht.',
    'why.eye-dotted': 'Gepunktete Augen gibt es nicht: Leser suchen einen geschlossenen Ring.',
    'why.eye-thin': 'Dünne Ringe gibt es nicht: Unter einem Modul Breite wird der Ring übersehen.',
    'why.transparent': 'Einen Code ohne Grund gibt es nicht: Auf Dunklem findet ihn kaum ein Leser.',

    'family.size': 'klein oder fern',
    'family.turn': 'gedreht',
    'family.tilt': 'schräg gehalten',
    'family.blur': 'unscharf',
    'family.motion': 'verwackelt',
    'family.glare': 'Spiegelung',
    'family.damage': 'zerkratzt',
    'family.curve': 'auf einer Säule',
    'family.light': 'schlechtes Licht',
    'family.noise': 'verrauscht',
    'family.compression': 'stark komprimiert',
    'family.print': 'Farbe verlaufen oder mager',
    'family.street': 'auf der Straße',

    'shape.square': 'Quadrate, verbunden',
    'shape.rounded': 'Gerundet',
    'shape.dots': 'Punkte',
    'shape.classy': 'Blatt',
    'shape.bars': 'Balken',
    'shape.squares': 'Kleine Quadrate',
    'shape.diamonds': 'Rauten',
    'eye.square': 'Eckig',
    'eye.rounded': 'Gerundet',
    'eye.circle': 'Rund',
    'frame.none': 'Keiner',
    'frame.border': 'Rand',
    'frame.poster': 'Plakat mit Pfeil',
    'frame.ticket': 'Ticket',
    'frame.bubble': 'Sprechblase',
    'frame.tab': 'Lasche',
    'frame.sign': 'Wegschild',
    'frame.corners': 'Eckwinkel',
    'frame.pointer': 'Streifen mit Pfeil',
    'frame.balloon': 'In der Sprechblase',
    'frame.blaze': 'Wegzeichen',
    'frame.pin': 'Kartennadel',
    'frame.arch': 'Torbogen',
    'frame.stamp': 'Briefmarke',
    'frame.seal': 'Siegel',
    'frame.ribbon': 'Schleife',
    'frame.tag': 'Kofferanhänger',
    'frame.bookmark': 'Lesezeichen',
    'frame.photo': 'Sofortbild',
    'frame.film': 'Filmstreifen',
  },
} as const;
