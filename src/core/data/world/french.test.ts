import { describe, expect, it } from 'vitest'
import { agreementOf, because, compound, de, inflect, own, someThing, strongPronoun, subjectPronoun, the, to } from './french.ts'

const she = { gender: 'f', plural: false } as const
const he = { gender: 'm', plural: false } as const
const they = { gender: 'm', plural: true } as const
const theyTwo = { gender: 'f', plural: true } as const

describe('French', () => {
  it.each([
    [the('livre', 'm'), 'le livre'],
    [the('clé', 'f'), 'la clé'],
    [the('accordéon', 'm'), "l'accordéon"],
    [the('écharpe', 'f'), "l'écharpe"],
    [the('île', 'f'), "l'île"],
    [de('le marché'), 'du marché'],
    [de('la clé'), 'de la clé'],
    [de("l'album"), "de l'album"],
    [de('Mila'), 'de Mila'],
    [de('Anna'), "d'Anna"],
    [de('elle'), "d'elle"],
    [de('lui'), 'de lui'],
    [to('le marché'), 'au marché'],
    [to('la gare'), 'à la gare'],
    [to("l'école"), "à l'école"],
    [to('Anna'), 'à Anna'],
    [because('il est parti'), "parce qu'il est parti"],
    [because('Oscar est parti'), "parce qu'Oscar est parti"],
    [because('Tom est parti'), 'parce que Tom est parti'],
    [own('ami', 'm'), 'son ami'],
    [own('amie', 'f'), 'son amie'],
    [own('cousine', 'f'), 'sa cousine'],
    [own('oncle', 'm'), 'son oncle'],
    [own('tante', 'f'), 'sa tante'],
  ])('elides and contracts: %s', (made, right) => expect(made).toBe(right))

  it.each([
    [{ noun: 'kite', kind: 'small', colour: 'blue' }, 'un petit cerf-volant bleu'],
    [{ noun: 'key', kind: 'small', colour: 'white' }, 'une petite clé blanche'],
    [{ noun: 'accordion', kind: 'old' }, 'un vieil accordéon'],
    [{ noun: 'album', kind: 'beautiful', colour: 'black' }, 'un bel album noir'],
    [{ noun: 'hat', kind: 'beautiful' }, 'un beau chapeau'],
    [{ noun: 'scarf', kind: 'old', colour: 'green' }, 'une vieille écharpe verte'],
    [{ noun: 'drum', colour: 'yellow' }, 'un tambour jaune'],
  ] as const)('adjectives agree and stand on their side: %o', (thing, words) => expect(someThing(thing)).toBe(words))

  it.each([
    [compound('perdre', she, 'past'), 'a perdu'],
    [compound('aller', she, 'past'), 'est allée'],
    [compound('aller', he, 'past'), 'est allé'],
    [compound('aller', they, 'past'), 'sont allés'],
    [compound('aller', theyTwo, 'before'), 'étaient allées'],
    [compound('asseoir', she, 'past'), "s'est assise"],
    [compound('asseoir', they, 'past'), 'se sont assis'],
    [compound('disputer', theyTwo, 'past'), 'se sont disputées'],
    [compound('moquer', he, 'before'), "s'était moqué"],
    [compound('rendre', he, 'past', { direct: she }), "l'a rendue"],
    [compound('rendre', she, 'past', { direct: he }), "l'a rendu"],
    [compound('rendre', he, 'past', { direct: she, dative: true }), 'la lui a rendue'],
    [compound('rendre', he, 'before', { direct: he, dative: true }), 'le lui avait rendu'],
    [compound('trouver', she, 'past', { direct: she, not: true }), "ne l'a pas trouvée"],
    [compound('vouloir', he, 'past', { not: true }), "n'a pas voulu"],
    [compound('donner', he, 'past', { dative: true }), 'lui a donné'],
    [compound('remercier', they, 'past', { direct: theyTwo }), 'les ont remerciées'],
  ])('compound tenses agree, with all that clings to them: %s', (made, right) => expect(made).toBe(right))

  it('people together are masculine as soon as one of them is', () => {
    expect(agreementOf(['Mila', 'Anna'])).toEqual(theyTwo)
    expect(agreementOf(['Mila', 'Tom'])).toEqual(they)
    expect([she, he, they, theyTwo].map(subjectPronoun)).toEqual(['elle', 'il', 'ils', 'elles'])
    expect([she, he, they, theyTwo].map(strongPronoun)).toEqual(['elle', 'lui', 'eux', 'elles'])
  })

  it('a participle in -s has one masculine form', () => {
    expect([he, they, she, theyTwo].map((a) => inflect('mis', a))).toEqual(['mis', 'mis', 'mise', 'mises'])
  })
})
