/** Phrases that neither the interface nor the documents use, each with its replacement. See docs/glossary.md. */
const avoided = [
  // British spellings.
  [/\b(?:re)?colour/i, 'color'],
  [/labell/i, 'label…, with one l'],
  [/\blicence/i, 'license'],
  [/\bcatalogue/i, 'catalog'],
  [/\bneighbour/i, 'neighbor'],
  [/\bcancell(?:ed|ing)\b/i, 'canceled, canceling'],
  [/\b(?:grey|centre|behaviour|favour|whilst|artefact|modelling)/i, 'the US spelling'],
  [
    /\b(?:recogni|normali|optimi|organi|initiali|summari|minimi|maximi|seriali|synchroni)s(?:e|ing|ation)/i,
    '…ize'
  ],
  // Short everyday verbs where the field has a term.
  [/\banew\b/i, 'again, re-…'],
  [/\blies? (?:above|below|beyond|elsewhere|in|inside|on|outside|twice)\b/i, 'is'],
  [/\bso many\b/i, 'a number with its name'],
  [/\bis no (?!longer\b)/i, 'is not a'],
  [/\btold\b/i, 'reported, shown'],
  [/\bbeside\b/i, 'next to'],
  [/\btak(?:e|en|ing) over\b/i, 'import, apply'],
  [/\bkept aside\b/i, 'backed up'],
  [/\bas it stands\b/i, 'unchanged'],
  [/\bunder way\b/i, 'running'],
  [/\bof no known\b/i, 'unsupported'],
  [/\b(?:puts?|putting) away\b/i, 'hide'],
  [/\bgives? up\b/i, 'cancel'],
  [/\bno partner\b/i, 'odd number of coordinates'],
  [/\bturned box/i, 'oriented box'],
  [/\boutlin(?:e|ed|ing) (?:anew|by|with) /i, 're-segment, point prompt, box prompt'],
  [/\bleast (?:score|stability|confidence|side)\b/i, 'minimum'],
  [/\blargest (?:overlap|image)\b/i, 'maximum'],
  [/\bmost proposals\b/i, 'maximum proposals'],
  [/\blayers of crops\b/i, 'crop layers']
]

/** Phrases that the interface does not use; documents may need them with another meaning. */
const avoidedInInterface = [
  [/\badopt/i, 'accept'],
  [/\boutlin/i, 'segment, mask, polygon'],
  [/\b(?:left|leave) out\b/i, 'skip'],
  [/\btak(?:e|es|en|ing) (?:\w+ )*(?:away|back)\b/i, 'remove, undo'],
  [/\bencod\w+ ahead\b|\bprepare ahead\b/i, 'prefetch'],
  [/\b(?:photograph|picture)/i, 'photo, image'],
  [/\bprocessor\b/i, 'CPU'],
  [/\bcorners?\b/i, 'vertex'],
  [/\bcarr(?:y|ies|ied)\b/i, 'support'],
  [/\bturn into\b/i, 'convert to'],
  [/\bcut off\b/i, 'clip'],
  [/\bthis program\b|\bthe program\b/i, 'Maskwright, the app'],
  [/\bdamaged\b/i, 'corrupted'],
  [/\bclicks? on the\b/i, 'positive point, negative point'],
  [/\bnot known\b/i, 'unknown'],
  [/\btried out\b/i, 'tested'],
  [/\bgo(?:es)? on\b/i, 'continue']
]

/** The checked documents, relative to the root; a folder stands for its `.md` files. The goal: 'docs', README, CONTRIBUTING. */
export const DOCUMENTS = ['docs', 'README.md', 'CONTRIBUTING.md']

/**
 * The phrases in a text that must be replaced, each with its replacement.
 * @param {string} text
 * @param {'interface' | 'documents'} kind
 * @returns {string[]}
 */
export function avoidedPhrases(text, kind) {
  const rules = kind === 'interface' ? [...avoided, ...avoidedInInterface] : avoided
  return rules.flatMap(([phrase, instead]) => {
    const found = phrase.exec(text)
    return found ? [`"${found[0]}": write "${instead}"`] : []
  })
}

/** The prose of a Markdown file: without code blocks, inline code and link targets. */
export function proseOf(markdown) {
  return markdown
    .replaceAll(/^( *)(```|~~~)[\s\S]*?^\1\2/gm, '')
    .replaceAll(/`[^`\n]*`/g, '')
    .replaceAll(/\]\([^)]*\)/g, ']')
}
