/** What a word means to levers. */
export interface Sense {
  /** What somebody may write, English and German alike, by how the words begin. */
  more: readonly string[];
  /** What asks for the opposite. */
  less: readonly string[];
  /** Levers with one of these bindings move. */
  binds?: readonly string[];
  /** By how much those of the model do, 1 where it is not said; and those that count percent, 10 then. */
  sigmas?: number;
  percent?: number;
  /** Options that levers of choice go to, by value or label in lower case; the first that a lever has. */
  options?: readonly string[];
  /** How it is offered to people: a word for more of it, and one for less where there is one. */
  offered: { en: readonly [more: string, less?: string]; de: readonly [more: string, less?: string] };
}

/**
 * The whole of what the studio understands, so that anybody can look up why a word moved what it moved. A word belongs to
 * the sense with the longest beginning that fits it.
 */
export const LEXICON: readonly Sense[] = [
  {
    more: ['storm', 'wild', 'rough', 'dramatic', 'sturm', 'stürm', 'rau', 'dramatisch', 'gewitt'],
    less: ['calm', 'quiet', 'peace', 'gentle', 'ruh', 'still', 'fried', 'sanft'],
    binds: ['latent.direction.storm'],
    offered: { en: ['stormier', 'calmer'], de: ['stürmischer', 'ruhiger'] },
  },
  {
    more: ['warm', 'gold', 'sunn', 'autumn', 'wärm', 'sonn', 'herbst'],
    less: ['cold', 'cool', 'wint', 'icy', 'kalt', 'kält', 'kühl', 'eisig'],
    binds: ['latent.direction.warmth'],
    sigmas: 1.25,
    options: ['gold', 'ochre', 'saffron'],
    offered: { en: ['golden', 'colder'], de: ['golden', 'kälter'] },
  },
  {
    more: ['cloud', 'overcast', 'wolk', 'bewölk', 'bedeckt'],
    less: ['clear', 'cloudless', 'klar', 'wolkenlos', 'heiter'],
    binds: ['latent.direction.clouds'],
    sigmas: 1.25,
    offered: { en: ['cloudier', 'clearer'], de: ['wolkiger', 'klarer'] },
  },
  {
    more: ['high', 'tall', 'tower', 'steep', 'hoch', 'höh', 'hohe', 'steil'],
    less: ['low', 'flat', 'niedrig', 'flach'],
    binds: ['latent.direction.height'],
    offered: { en: ['higher', 'lower'], de: ['höher', 'niedriger'] },
  },
  {
    more: ['snow', 'white peak', 'schnee', 'verschnei'],
    less: ['bare', 'thaw', 'kahl', 'tauen', 'schneefrei'],
    binds: ['latent.direction.snow'],
    sigmas: 1.25,
    offered: { en: ['snowier', 'barer'], de: ['verschneiter', 'kahler'] },
  },
  {
    more: ['glitter', 'spark', 'shimmer', 'glint', 'glitz', 'funkel', 'schimmer'],
    less: ['matt', 'dull', 'stumpf'],
    binds: ['latent.direction.glitter'],
    offered: { en: ['glittering', 'duller'], de: ['glitzernd', 'matter'] },
  },
  {
    more: ['flood', 'tide', 'flut'],
    less: ['ebb'],
    binds: ['latent.direction.level'],
    sigmas: 0.5,
    offered: { en: ['flooded', 'ebbing'], de: ['Flut', 'Ebbe'] },
  },
  {
    more: ['ruin', 'broken', 'old', 'decay', 'verfall', 'alt', 'zerbroch'],
    less: ['whole', 'new', 'intact', 'heil', 'neu', 'unversehrt'],
    binds: ['latent.direction.ruin'],
    offered: { en: ['ruined', 'whole'], de: ['verfallen', 'heil'] },
  },
  {
    more: ['broad', 'wide', 'breit', 'weit'],
    less: ['narrow', 'slim', 'schmal', 'schlank'],
    binds: ['latent.direction.breadth', 'placement.width'],
    sigmas: 0.75,
    offered: { en: ['broader', 'narrower'], de: ['breiter', 'schmaler'] },
  },
  {
    more: ['lush', 'leaf', 'bush', 'dense', 'üppig', 'laub', 'belaubt', 'dicht'],
    less: ['sparse', 'leafless', 'thin', 'licht', 'dünn', 'karg'],
    binds: ['latent.direction.crown'],
    sigmas: 0.75,
    offered: { en: ['lusher', 'sparser'], de: ['üppiger', 'karger'] },
  },
  {
    more: ['near', 'close', 'nah', 'näh'],
    less: ['far', 'distant', 'fern', 'entfernt'],
    binds: ['latent.direction.closeness'],
    sigmas: 0.75,
    offered: { en: ['nearer', 'farther'], de: ['näher', 'ferner'] },
  },
  {
    more: ['halo', 'holy', 'aura', 'radian', 'heilig', 'strahl'],
    less: ['worldly', 'plain', 'weltlich', 'schlicht'],
    binds: ['latent.direction.halo'],
    sigmas: 0.75,
    offered: { en: ['radiant', 'plainer'], de: ['strahlend', 'schlichter'] },
  },
  {
    more: ['robe', 'flowing', 'gewand', 'fließ', 'wallend'],
    less: ['tight', 'eng'],
    binds: ['latent.direction.robe'],
    sigmas: 0.75,
    offered: { en: ['flowing', 'tighter'], de: ['wallend', 'enger'] },
  },
  {
    more: ['full', 'voll'],
    less: ['crescent', 'waning', 'sichel', 'abnehmend'],
    binds: ['latent.direction.phase'],
    sigmas: 0.75,
    offered: { en: ['fuller', 'crescent'], de: ['voller', 'sichelförmig'] },
  },
  {
    more: ['large', 'big', 'huge', 'groß', 'größ', 'riesig'],
    less: ['small', 'tiny', 'klein', 'winzig'],
    binds: ['latent.direction.size', 'placement.scale'],
    offered: { en: ['larger', 'smaller'], de: ['größer', 'kleiner'] },
  },
  {
    more: ['tilt', 'pensive', 'geneigt', 'neig', 'nachdenk'],
    less: ['upright', 'aufrecht'],
    binds: ['latent.direction.tilt'],
    sigmas: 0.75,
    offered: { en: ['tilted', 'upright'], de: ['geneigt', 'aufrecht'] },
  },
  {
    more: ['hair', 'long-haired', 'haar', 'langhaar'],
    less: ['bald', 'kurzhaar', 'glatz'],
    binds: ['latent.direction.hair'],
    offered: { en: ['more hair', 'less hair'], de: ['mehr Haar', 'weniger Haar'] },
  },
  {
    more: ['bright', 'luminous', 'hell', 'leucht'],
    less: ['dark', 'gloom', 'dim', 'dunk', 'düster', 'finster'],
    binds: ['colour.brightness', 'latent.direction.light'],
    percent: 10,
    offered: { en: ['brighter', 'darker'], de: ['heller', 'dunkler'] },
  },
  {
    more: ['colour', 'color', 'vivid', 'satur', 'rich', 'farb', 'bunt', 'kräft', 'satt'],
    less: ['pale', 'faded', 'grey', 'gray', 'muted', 'blass', 'bleich', 'grau', 'fahl', 'verblich'],
    binds: ['colour.saturation'],
    percent: 20,
    offered: { en: ['more vivid', 'paler'], de: ['kräftiger', 'blasser'] },
  },
  {
    more: ['grain', 'coarse', 'canvas', 'körn', 'leinwand'],
    less: ['smooth', 'glatt'],
    binds: ['work.grain'],
    percent: 20,
    offered: { en: ['grainier', 'smoother'], de: ['körniger', 'glatter'] },
  },
  {
    more: ['mirror', 'flip', 'spiegel', 'gespiegel'],
    less: [],
    binds: ['placement.mirror'],
    offered: { en: ['mirrored'], de: ['gespiegelt'] },
  },
  { more: ['night', 'nacht', 'nächt'], less: [], options: ['night'], offered: { en: ['night'], de: ['Nacht'] } },
  { more: ['noon', 'midday', 'mittag'], less: [], options: ['noon'], offered: { en: ['noon'], de: ['Mittag'] } },
  { more: ['dawn', 'morning', 'morgen'], less: [], options: ['dawn'], offered: { en: ['dawn'], de: ['Morgen'] } },
  {
    more: ['dusk', 'evening', 'abend', 'dämmer'],
    less: [],
    options: ['dusk'],
    offered: { en: ['dusk'], de: ['Abend'] },
  },
  {
    more: ['red', 'madder', 'rose', 'rot', 'rötl', 'krapp', 'rosa'],
    less: [],
    options: ['madder', 'rose'],
    offered: { en: ['red'], de: ['rot'] },
  },
  {
    more: ['blue', 'ultramarine', 'slate', 'blau', 'bläu', 'schiefer'],
    less: [],
    options: ['ultramarine', 'slate'],
    offered: { en: ['blue'], de: ['blau'] },
  },
  {
    more: ['green', 'verdigris', 'moss', 'grün', 'moos'],
    less: [],
    options: ['verdigris', 'moss'],
    offered: { en: ['green'], de: ['grün'] },
  },
  {
    more: ['ochre', 'yellow', 'saffron', 'ocker', 'gelb', 'safran'],
    less: [],
    options: ['ochre', 'saffron', 'gold'],
    offered: { en: ['ochre'], de: ['ocker'] },
  },
  {
    more: ['neutral', 'natural', 'natür', 'ungefärbt'],
    less: [],
    options: ['neutral', 'own', 'bare'],
    offered: { en: ['natural'], de: ['natürlich'] },
  },
  {
    more: ['indoor', 'hanging', 'curtain', 'vorhang', 'drinnen'],
    less: [],
    options: ['hanging'],
    offered: { en: ['indoors'], de: ['drinnen'] },
  },
  {
    more: ['outdoor', 'open', 'draußen', 'freien'],
    less: [],
    options: ['open sky'],
    offered: { en: ['outdoors'], de: ['draußen'] },
  },
];

/** What a word does to the next one with a meaning. */
export const DEGREES: Readonly<Record<string, number>> = {
  very: 2,
  much: 2,
  far: 2,
  sehr: 2,
  viel: 2,
  deutlich: 2,
  slightly: 0.5,
  little: 0.5,
  bit: 0.5,
  etwas: 0.5,
  leicht: 0.5,
  wenig: 0.5,
  less: -1,
  fewer: -1,
  not: -1,
  no: -1,
  without: -1,
  weniger: -1,
  nicht: -1,
  kein: -1,
  keine: -1,
  keinen: -1,
  ohne: -1,
};

/** Words that say nothing of how a picture looks. */
export const FILLERS: readonly string[] = [
  ...[
    'a',
    'an',
    'the',
    'and',
    'more',
    'with',
    'of',
    'in',
    'at',
    'it',
    'make',
    'please',
    'but',
    'than',
    'like',
    'on',
    'is',
  ],
  ...[
    'ein',
    'eine',
    'einen',
    'einem',
    'der',
    'die',
    'das',
    'und',
    'mehr',
    'mit',
    'im',
    'am',
    'bei',
    'es',
    'bitte',
    'aber',
    'wie',
    'als',
    'von',
    'zu',
    'auf',
    'ist',
  ],
];
