import type { en } from './en'

/** The key without i18next's plural ending. */
type Base<Key extends string> = Key extends `${infer B}_one` | `${infer B}_other` ? B : Key

/** Every text as a pair of its key and the English words. */
type Entries<Tree, Prefix extends string = ''> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? { key: `${Prefix}${Base<Key>}`; text: Tree[Key] }
    : Entries<Tree[Key], `${Prefix}${Key}.`>
}[keyof Tree & string]
type Entry = Entries<typeof en>

/** The key of a text, such as 'actions.edit.undo'; plural forms count as one key. */
export type TextKey = Entry['key']

/** The names between {{ and }}, without the format after the comma. */
type Names<Text> = Text extends `${string}{{${infer Inside}}}${infer Rest}`
  ? (Inside extends `${infer Name}, ${string}` ? Name : Inside) | Names<Rest>
  : never
type ParamNames<Key extends TextKey> = Names<Extract<Entry, { key: Key }>['text']>

/** The parameters that a text needs: none, or an object with every name. */
type TextParams<Key extends TextKey> = [ParamNames<Key>] extends [never]
  ? []
  : [params: Readonly<Record<ParamNames<Key>, string | number>>]

/** Gives a text in the language of the moment. */
export type Translate = <Key extends TextKey>(key: Key, ...params: TextParams<Key>) => string

/** English plural forms become those of Russian. */
type RussianKey<Key> = Key extends `${infer B}_one` | `${infer B}_other`
  ? `${B}_one` | `${B}_few` | `${B}_many` | `${B}_other`
  : Key
type Translated<Tree> = {
  readonly [Key in keyof Tree as RussianKey<Key>]: Tree[Key] extends string ? string : Translated<Tree[Key]>
}

/** What a Russian translation must contain. */
export type Translation = Translated<typeof en>
