"""Who stands where: the grammar of one parsed article, asked predicate by predicate.

Works on ClearNLP labels, as spaCy's English pipelines give them. Actives and passives, participles, relative
clauses, infinitives and coordinated predicates are made alike here, so that frames only name slots.
All methods take and return token indices.
"""

from __future__ import annotations

from khaldun.lexicon.grammar import listed
from khaldun.text.parse import Parse

_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_WHERE = frozenset({"in", "at", "near", "outside"})  # "talks in the resort of Sochi" are not with Sochi
_BESIDE = frozenset({"along", "together", "alongside"})


class Syntax:
    """Grammar of one article; answers are computed when asked."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        # Asked again and again by the entries of one predicate.
        self._subjects: dict[int, list[int]] = {}
        self._objects: dict[int, list[int]] = {}
        self._passives: dict[int, bool] = {}

    # Plain look-ups -----------------------------------------------------------------------------------

    def child(self, i: int, *deps: str) -> int | None:
        """The first dependent of token i under one of these labels."""
        dep = self.parse.dep
        for c in self.parse.children[i]:
            if dep[c] in deps:
                return self._whole(c)
        return None

    def _whole(self, t: int) -> int:
        """The last part of a hyphenated noun whose parts the parser hung side by side: "counter-attacks"."""
        parse = self.parse
        while (
            t + 2 < len(parse.words)
            and parse.words[t + 1] == "-"
            and parse.head[t + 2] == parse.head[t]
            and parse.dep[t + 2] == parse.dep[t]
        ):
            t += 2
        return t

    def members(self, i: int) -> list[int]:
        """Token i and what is coordinated with it: "France, Britain and Germany"."""
        found = [i]
        dep, pos = self.parse.dep, self.parse.pos
        for c in self.parse.children[i]:
            listed = (
                dep[c] == "appos"
                and any(dep[g] == "cc" for g in self.parse.children[c])
                and pos[c] == "PROPN"
            )
            if dep[c] == "conj" and any(
                dep[g] == "neg" and self.parse.lower[g] == "not" for g in self.parse.children[c]
            ):
                continue  # "the army, but not the navy"
            if (dep[c] == "conj" and pos[c] in _NOUNS) or (listed and pos[i] == "PROPN"):
                found.extend(self.members(c))
        if dep[i] == "dobj":
            found.extend(self._hung_on_verb(i))
        found.extend(self._beside(i))
        return found

    def _hung_on_verb(self, i: int) -> list[int]:
        """The second of two objects, where the parser hangs it on the verb: "besieged a base and {up to ten villages}"."""
        parse, v = self.parse, self.parse.head[i]
        after = parse.right_edge(i) + 1
        for c in parse.children[v]:
            if c > after and parse.dep[c] == "conj":
                joined = parse.dep[after] == "cc" and parse.left_edge(c) == after + 1
                thing = parse.pos[c] in ("NOUN", "PROPN") and not parse.lower[c].endswith("ing")
                return self.members(c) if thing and joined else []
        return []

    def included(self, i: int) -> list[int]:
        """Those whom a phrase behind noun i names of it: "states, including {Chad} and {Mali}", "states such as {Chad}"."""
        parse = self.parse
        found: list[int] = []
        for c in parse.children[i]:
            such = parse.lower[c] == "as" and parse.lower[c - 1] == "such"
            told = any(parse.pos[t] in ("VERB", "AUX") for t in range(i, c))  # "a cell that …, including"
            if (
                c > i
                and not told
                and parse.dep[c] == "prep"
                and (such or parse.lower[c] in listed("naming some"))
            ):
                found.extend(m for t in self.prep_objects(c) for m in self.members(t))
            elif c > i and parse.dep[c] == "appos" and any(map(self._is_among, parse.children[c])):
                found.extend(self.members(c))  # "ten suspects, among them {two Swedes}"
        return found

    def _is_among(self, prep: int) -> bool:
        parse = self.parse
        return parse.lower[prep : prep + 2] in (["among", "them"], ["among", "whom"])

    def _beside(self, i: int) -> list[int]:
        """Who does it too: "{France}, along with [Britain], …", "troops are stationed there, together with [police]"."""
        parse = self.parse
        over = [i]
        if parse.dep[i] in _PASSIVE_SUBJECTS:  # "bombed towns, along with a port" bombs them all
            over.append(parse.head[i])
        elif parse.dep[i] == "dobj" and parse.lemma[parse.head[i]] in listed("harming"):
            over.append(parse.head[i])  # "killed the general, along with an aide"
        found = self._as_well(i)
        near = [c for o in over for c in parse.children[o]]
        at = i + 1 + (parse.lower[i + 1 : i + 2] == [","])
        if parse.dep[i] == "nsubj" and at < len(parse.words) and parse.head[at] == parse.head[i]:
            near.append(
                at
            )  # "France, along with Britain, bombed …": the parser may hang the phrase on the verb
        for c in near:
            if parse.lemma[c] in listed("doing with") and parse.tag[c] == "VBN" and parse.dep[c] == "acl":
                found.extend(self._prep_children(c, "by"))  # "Chad, joined by Niger, condemned …"
                continue
            if parse.lower[c] in _BESIDE and parse.dep[c] in ("prep", "advmod", "conj"):
                below = [g for g in parse.children[c] if parse.lower[g] == "with" and parse.dep[g] == "prep"]
            elif parse.lower[c] == "with" and c > 0 and parse.lower[c - 1] in _BESIDE:
                below = [c]
            else:
                continue
            found.extend(t for g in below for t in parse.children[g] if parse.dep[t] == "pobj" and t > i)
        return [m for t in found for m in self.members(t)]

    def _as_well(self, i: int) -> list[int]:
        """ "{Rwanda}, as well as [Uganda], of arming rebels", where the parser hangs the phrase on the verb."""
        parse = self.parse
        at = i + 1 + (parse.lower[i + 1 : i + 2] == [","])
        if parse.lower[at : at + 3] != ["as", "well", "as"]:
            return []
        return [c for c in parse.children[at + 2] if parse.dep[c] == "pobj"]

    def is_passive(self, v: int) -> bool:
        """Whether verb v stands in the passive."""
        known = self._passives.get(v)
        if known is None:
            known = self._passives[v] = self._in_passive(v)
        return known

    def _in_passive(self, v: int) -> bool:
        parse = self.parse
        if parse.tag[v] not in ("VBN", "VBD"):
            return False
        if parse.lemma[v] == "oppose" and self._prep_children(v, "to") and not self._prep_children(v, "by"):
            return False  # "is opposed to sanctions"
        for c in parse.children[v]:
            d = parse.dep[c]
            if d in ("auxpass", "nsubjpass", "csubjpass", "agent"):
                return True
            if d == "nsubj":
                return (
                    self._is_headline(v)
                    or self._is_reduced(v)
                    or self._is_held(v)
                    or self._is_absolute(v)
                    or (parse.dep[v] == "ccomp" and self._is_ordered(v, parse.head[v]))
                    or self._kin_of(v, c) is not None
                )
            if d == "aux" and parse.lemma[c] == "have":
                return False
        if (
            parse.dep[v] == "conj"
        ):  # "were rounded up, shot and beheaded", whatever the parser takes "shot" for
            first = parse.head[v]
            shared = parse.pos[first] == "VERB" and self.is_passive(first)
            return shared and (parse.tag[v] == "VBN" or self.child(v, "dobj") is None)
        if parse.tag[v] != "VBN":
            return False
        return parse.dep[v] in (
            "acl",
            "advcl",
            "amod",
            "relcl",
            "pcomp",
            "ccomp",
            "xcomp",
            "oprd",
            "ROOT",
        ) and self._is_held_as(self.child(v, "dobj"))

    def _kin_of(self, v: int, subject: int) -> int | None:
        """Who suffered what the parser takes for the deed of their kin: "the families of {men} killed in Syria"."""
        parse = self.parse
        if parse.lemma[subject] not in listed("kin") or parse.lemma[v] not in listed("harming"):
            return None
        if any(parse.dep[c] in ("aux", "dobj") for c in parse.children[v]):
            return None
        found = self._prep_children(subject, "of")
        return found[0] if found and found[0] < v == parse.right_edge(subject) + 1 else None

    def _is_held(self, v: int) -> bool:
        """ "Soldiers held prisoner were freed", whatever the parser makes of it: who holds somebody names them."""
        parse, named = self.parse, self.child(v, "dobj")
        return (
            named is not None
            and parse.lemma[v] in ("hold", "take", "keep")
            and parse.tag[named] == "NN"
            and self._is_held_as(named)
            and not parse.children[named]
        )

    def _is_held_as(self, noun: int | None) -> bool:
        return noun is None or self.parse.lemma[noun] in listed("held as")

    def _is_reduced(self, v: int) -> bool:
        """A participle whose noun the parser takes for a subject: "took in people driven from their homes"."""
        parse = self.parse
        return (
            parse.tag[v] == "VBN"
            and parse.dep[v] in ("ccomp", "xcomp")
            and not any(parse.dep[c] in ("aux", "auxpass", "dobj", "mark") for c in parse.children[v])
            and not any(
                parse.dep[c] == "conj" and self.child(c, "dobj") is not None for c in parse.children[v]
            )
        )

    def _is_absolute(self, v: int) -> bool:
        """A participle with its own noun beside a sentence: "ten died, most of them {shot} by police"."""
        parse = self.parse
        return (
            parse.tag[v] == "VBN"
            and (parse.dep[v] == "advcl" or {"agent", "ccomp"} <= {parse.dep[c] for c in parse.children[v]})
            and not any(parse.dep[c] in ("aux", "auxpass", "dobj", "mark") for c in parse.children[v])
        )

    def _is_headline(self, v: int) -> bool:
        """A participle that tells a whole sentence, as headlines have it: "Activist released in Egypt"."""
        parse = self.parse
        return (
            parse.tag[v] == "VBN"
            and parse.dep[v] == "ROOT"
            and parse.words[parse.sentences[parse.sentence_of[v]][1] - 1] not in (".", "”", '"')
            and not any(parse.dep[c] in ("aux", "auxpass", "dobj") for c in parse.children[v])
        )

    # Subject and object -------------------------------------------------------------------------------

    def surface(self, v: int) -> list[int]:
        """The grammatical subject of verb v, also where another clause supplies it."""
        if v not in self._subjects:
            self._subjects[v] = []  # ends a loop in a parse that holds one
            self._subjects[v] = self._find_surface(v)
        return self._subjects[v]

    def _find_surface(self, v: int) -> list[int]:
        parse = self.parse
        for c in parse.children[v]:
            if parse.dep[c] in _SUBJECTS or parse.dep[c] in _PASSIVE_SUBJECTS:
                suffered = self._kin_of(v, c)
                return [suffered] if suffered is not None else self._antecedent(v, c)
        dep, head = parse.dep[v], parse.head[v]
        if head == v:
            return []
        if parse.pos[v] in ("ADJ",) or dep in ("acomp", "attr", "oprd"):
            return self.surface(head) if parse.pos[head] in ("VERB", "AUX") else []
        if dep in ("acl", "relcl"):
            return self._of_modified(v, head)
        if dep == "conj" and parse.pos[head] in ("VERB", "AUX"):
            return self._shared(v, head)
        if parse.pos[head] in ("VERB", "AUX") and dep in ("advcl", "dep", "parataxis"):
            if dep == "advcl" and self._is_ordered(v, head):
                return self.object(head)
            # "was bombed by jets, killing ten": its doer.
            infinitive = any(parse.lower[c] == "to" and parse.dep[c] == "aux" for c in parse.children[v])
            if self.is_passive(v) or (
                infinitive and parse.lemma[head] in listed("putting") | listed("leading")
            ):
                passive = self.is_passive(head) or self.is_passive(v)
                return self.surface(head) if passive else self._sent(head)
            return self.subject(head)
        if dep in ("xcomp", "ccomp"):
            return self._controller(v, head)
        if dep == "pcomp":
            return self._of_preposition(head)
        if parse.pos[head] == "ADJ":
            return self.surface(head)
        return []

    def _sent(self, head: int) -> list[int]:
        """Who does what something is sent to do: the one sent, but of bare things the sender ("sent jets to bomb")."""
        parse = self.parse
        found = self.object(head)
        bare = found and all(
            parse.lemma[t] in listed("arms")
            and all(parse.dep[c] in ("det", "nummod") for c in parse.children[t])
            for t in found
        )
        return self.subject(head) if bare else found

    def _shared(self, v: int, first: int) -> list[int]:
        """The subject of a verb coordinated with another: "was indicted and will resign" has one.

        Where the number of the verb does not go with that subject, the parser has hung it too low: "states accept
        that Assad survived and are reopening embassies".
        """
        parse = self.parse
        for c in parse.children[first]:
            # "Ten died and the raids were condemned": the parser may hang the second subject on the first verb.
            if first < c < v and parse.dep[c] == "conj" and parse.pos[c] in ("NOUN", "PROPN"):
                return [c]
        listing = self._listing(first)
        if listing is not None:
            return self.surface(listing)
        found = self.surface(first)
        above = parse.head[first]
        if (
            parse.dep[first] == "ccomp"
            and parse.pos[above] == "VERB"
            and len(found) == 1
            and self._is_plural(v)
        ):
            single = parse.tag[found[0]] in ("NN", "NNP") and len(self.members(found[0])) == 1
            higher = self.surface(above)
            if single and higher and parse.tag[higher[0]] in ("NNS", "NNPS"):
                return higher
        return found

    def _listing(self, clause: int) -> int | None:
        """The verb of a list that its last member belongs to, where the parser hangs that on a clause within: "stormed a
        base, {killed} guards who stood in their way and burned the huts".
        """
        parse = self.parse
        noun = parse.head[clause]
        verb = parse.head[noun]
        if parse.dep[clause] != "relcl" or parse.dep[noun] != "dobj" or parse.dep[verb] != "conj":
            return None
        over = (verb, parse.head[verb])
        closed = any(
            parse.dep[c] == "cc" and parse.lower[c] == "and" for v in over for c in parse.children[v]
        )
        return None if closed or parse.tag[verb] != parse.tag[clause] else verb

    def _antecedent(self, v: int, subject: int) -> list[int]:
        """A relative pronoun's antecedent, else the subject itself."""
        parse = self.parse
        if parse.lower[subject] in _RELATIVES and parse.tag[subject] in ("WP", "WDT", "IN", "DT"):
            clause = v
            while parse.dep[clause] in ("conj", "xcomp", "ccomp") and parse.head[clause] != clause:
                clause = parse.head[clause]
            if parse.dep[clause] in ("relcl", "acl") and parse.pos[parse.head[clause]] in _NOUNS:
                noun = parse.head[clause]
                if parse.lemma[noun] in listed("parts of groups") and self._prep_children(noun, "of"):
                    return [subject]  # "the Syrian wing of the party, which": the wing or the party
                blow = self._blow(clause, noun)
                if blow is not None:
                    return [blow]
                if parse.lemma[noun] in listed("utterances") and parse.dep[noun] == "dobj":
                    return self.author(noun) or [noun]  # "adopted a resolution that condemns the raid"
                both = self._is_plural(v) and not self._is_about_others(v)
                return [self._first_member(noun) if both else self._nearest_member(noun, subject)]
        return [subject]

    def _blow(self, clause: int, noun: int) -> int | None:
        """The attack that killed, where the parser takes its place for the killer: "the raid on Douma, which killed ten"."""
        parse = self.parse
        if parse.lemma[clause] not in listed("harming"):
            return None
        for _ in range(3):
            preposition = parse.head[noun]
            if parse.dep[noun] != "pobj" or parse.pos[parse.head[preposition]] != "NOUN":
                below = self._prep_children(noun, "of")  # "months of shelling that killed ten"
                return next((t for t in below if parse.lemma[t] in listed("blows") and t < clause), None)
            noun = parse.head[preposition]
            if parse.lemma[noun] in listed("blows"):
                return noun
        return None

    def _is_plural(self, v: int) -> bool:
        parse = self.parse
        verbs = [v, *(c for c in parse.children[v] if parse.dep[c] in ("aux", "auxpass"))]
        return any(parse.tag[t] == "VBP" or parse.lower[t] == "were" for t in verbs)

    def _is_about_others(self, v: int) -> bool:
        """Whether the object refers back to the first noun: "rebels and the towns that support them" is the towns."""
        found = self.child(v, "dobj")
        return found is not None and self.parse.lower[found] in ("them", "him", "her", "it")

    def _nearest_member(self, noun: int, relative: int) -> int:
        """The last of several coordinated nouns before a relative pronoun: "Assad and Russia, which has …" is Russia."""
        before = [m for m in self.members(noun) if m < relative]
        return before[-1] if before else noun

    def _first_member(self, noun: int) -> int:
        """The first of several coordinated nouns: "Putin and Erdogan, who have …" are both."""
        parse = self.parse
        while parse.dep[noun] == "conj" and parse.pos[parse.head[noun]] in _NOUNS:
            noun = parse.head[noun]
        return noun

    def _of_modified(self, v: int, noun: int) -> list[int]:
        """ "forces fighting IS", "weapons supplied by Iran", "a plan to strike" (whose plan)."""
        parse = self.parse
        infinitive = parse.tag[v] == "VB" and any(
            parse.lower[c] == "to" and parse.dep[c] == "aux" for c in parse.children[v]
        )
        if parse.dep[v] == "relcl" and not infinitive:
            return [] if self._object_child(v) is None and not self.is_passive(v) else [noun]
        if (
            parse.tag[v] == "VBG"
            and parse.lemma[noun] in listed("utterances")
            and parse.dep[noun] in ("dobj", "nsubjpass", "pobj")
        ):
            return self.author(noun) or [noun]
        if parse.tag[v] in ("VBG", "VBN"):
            return [noun]
        if parse.lemma[noun] in ("invitation", "invite"):
            return self._guest(noun)
        owner = self.owner_child(noun)
        if owner is not None:
            return [owner]
        preposition = parse.head[noun]
        if parse.dep[noun] == "pobj" and parse.dep[preposition] == "agent" and parse.pos[noun] == "PROPN":
            return self.surface(parse.head[preposition])  # "the force raised by Washington to fight"
        if parse.dep[noun] in ("dobj", "attr", "pobj", "nsubjpass"):
            governor = parse.head[noun]
            if parse.dep[noun] == "pobj":
                governor = parse.head[governor]
                if parse.pos[governor] == "VERB" and parse.lemma[governor] in listed("accusing"):
                    return self.object(
                        governor
                    )  # "was indicted by a jury for a plot to bomb": who was indicted
            if parse.pos[governor] in ("VERB", "AUX"):
                return self.subject(governor)
        return []

    def _guest(self, noun: int) -> list[int]:
        """Who is invited to do it: "an invitation to {Moon} to visit", "{Modi} accepted his invitation to visit"."""
        found = self._prep_children(noun, "to") or self._prep_children(noun, "for")
        verb = self.parse.head[noun]
        if found or self.parse.dep[noun] != "dobj":
            return found
        if self.parse.lemma[verb] in listed("being invited"):
            return self.subject(verb)
        return self._prep_children(verb, "to") or self.indirect(verb)

    def author(self, noun: int) -> list[int]:
        """Whose word a text is: "issued a statement condemning X" (who issued it), "voted on a bill banning X"."""
        governor = self.parse.head[noun]
        if self.parse.dep[noun] == "pobj":
            verb = self.parse.head[governor]
            voted = self.parse.lemma[verb] == "vote" and self.parse.lower[governor] in ("on", "for")
            return self.subject(verb) if voted else []
        return self.subject(governor) if self.parse.lemma[governor] in listed("issuing") else []

    def _controller(self, v: int, head: int) -> list[int]:
        parse = self.parse
        if parse.pos[head] == "ADJ":
            return self.surface(head)
        if parse.pos[head] not in ("VERB", "AUX"):
            return []
        if parse.lemma[head] not in listed("subject control"):
            target = self._object_child(head)
            if target is not None and parse.pos[target] in _NOUNS:
                return [target]
            if parse.dep[v] == "xcomp":
                for name in (
                    "on",
                    "upon",
                    "to",
                    "for",
                    "with",
                ):  # "called on Syria to leave", "appealed to X to …"
                    found = self._prep_children(head, name)
                    if found and head < found[0] < v:
                        return found
        return self.surface(head) if self.is_passive(head) else self.subject(head)

    def _of_preposition(self, prep: int) -> list[int]:
        """The doer of "from doing", "of doing": the governing verb's object, else its subject."""
        parse = self.parse
        governor = parse.head[prep]
        if parse.dep[governor] == "acl" and parse.lower[prep] in ("after", "before", "since"):
            # "held a member of the cell known as X after raiding its house": the parser hangs the time too low.
            verb = self.governing_verb(parse.head[governor])
            if verb is not None:
                return self.subject(verb)
        if parse.pos[governor] in ("VERB", "AUX"):
            if parse.lower[prep] == "in" and parse.lemma[governor] in listed("doing with"):
                return [
                    *self.subject(governor),
                    *self.object(governor),
                ]  # "Niger joined Chad in condemning …"
            if self.is_passive(governor):
                return self.surface(governor)
            in_it = parse.lower[prep] == "in" and parse.lemma[governor] in listed("helping")
            if parse.lower[prep] in listed("done by the subject") and not in_it:
                return self.subject(governor)
            target = self._object_child(governor)
            return [target] if target is not None else self.subject(governor)
        if parse.pos[governor] in _NOUNS:
            owner = self.owner_child(governor)
            if owner is None and parse.lower[prep] in listed("done by the subject"):
                verb = self.governing_verb(governor)
                return self.subject(verb) if verb is not None else []
            return [owner] if owner is not None else []
        return self.surface(governor)

    def subject(self, v: int) -> list[int]:
        """Who does it: the subject of an active verb, the "by …" of a passive one."""
        if not self.is_passive(v):
            return self.surface(v)
        # "The arrest of X by Y was condemned": whoever stands before the verb is the doer of something else.
        behind = self._prep_children(v, "by") or [t for t in self.prep(v, "by") if t > v]
        return behind or self._shared_agent(v) or self._ordering(v) or self._at_whose_word(v)

    def _ordering(self, v: int) -> list[int]:
        """Who has others do it: "{the king} had two editors jailed"."""
        parse = self.parse
        first = v
        while parse.dep[first] == "conj" and parse.tag[first] == "VBN" and parse.head[first] < first:
            first = parse.head[first]
        over = first if parse.lemma[first] == "have" else parse.head[first]
        return self.subject(over) if self._is_ordered(v, over) or self._is_ordered(first, over) else []

    def _is_ordered(self, v: int, over: int) -> bool:
        """Whether a participle tells what somebody had done to a thing: "had them {jailed}", "had a camp in Chad {bombed}"."""
        parse = self.parse
        if parse.lemma[over] != "have" or parse.tag[v] not in ("VBN", "VBD") or over >= v:
            return False
        if parse.dep[over] in ("aux", "auxpass") or any(
            parse.dep[c] in ("aux", "auxpass", "mark", "dobj") for c in parse.children[v]
        ):
            return False
        if parse.dep[v] in ("ccomp", "conj"):
            return any(over < c < v and parse.dep[c] in ("nsubj", "nsubjpass") for c in parse.children[v])
        # The parser may take what is struck for the object of "had"; a comma would open a clause of its own.
        thing = self.child(over, "dobj")
        return parse.dep[v] == "advcl" and thing is not None and "," not in parse.words[thing : v + 1]

    def _at_whose_word(self, v: int) -> list[int]:
        """Whom a passive names as giving the order or having the hand in it: "were hanged on the orders of {the general}"."""
        parse = self.parse
        found: list[int] = []
        for name in ("on", "under", "at"):
            for t in self._prep_children(v, name):
                if parse.lemma[t] in listed("orders") if name != "at" else parse.lower[t] == "hands":
                    found += self._prep_children(t, "of") or [
                        c for c in parse.children[t] if parse.dep[c] == "poss"
                    ]
        return found

    def _shared_agent(self, v: int) -> list[int]:
        """Whom the last of several passives names: "were held and tortured by the rebels"."""
        parse = self.parse
        for c in parse.children[v]:
            if (
                parse.dep[c] == "conj"
                and c > v
                and parse.tag[c] == "VBN"
                and not any(
                    parse.dep[g] in ("nsubj", "nsubjpass", "aux", "auxpass") for g in parse.children[c]
                )
            ):
                return self._prep_children(c, "by") or self._shared_agent(c)
        return []

    def object(self, v: int) -> list[int]:
        """To whom or what it is done: the direct object, or the subject of a passive."""
        known = self._objects.get(v)
        if known is None:
            known = self._objects[v] = self._find_object(v)
        return known.copy()

    def _find_object(self, v: int) -> list[int]:
        parse = self.parse
        if self.is_passive(v):
            return self.surface(v)
        found = self._object_child(v)
        if found is not None:
            return self._antecedent(v, found)
        for c in parse.children[v]:
            called = self._called(c) if parse.dep[c] == "ccomp" else []
            if called:
                return called
        for c in parse.children[v]:  # "found him guilty", "declared the group illegal"
            if parse.dep[c] == "ccomp" and parse.pos[c] in ("ADJ", "NOUN", "PROPN"):
                inner = self.child(c, "nsubj")
                if inner is not None:
                    return [inner]
            if (
                parse.lemma[v] in listed("letting")
                and parse.dep[c] == "ccomp"
                and parse.tag[c] in ("VB", "VBP")
            ):
                inner = self.child(c, "nsubj")  # "let the sailors go", "allowed refugees to return"
                if inner is not None:
                    return [inner]
        wanting = parse.head[v]  # "the women whom it wants to bring home"
        clause = wanting if parse.dep[v] == "xcomp" and self.child(wanting, "dobj") is None else v
        if parse.dep[clause] == "relcl" and not any(
            parse.dep[c] == "prep" and not parse.children[c] for c in parse.children[v]
        ):
            subject = self.child(clause, "nsubj")
            if subject is not None and parse.lower[subject] not in _RELATIVES:
                return [parse.head[clause]]
        if (
            parse.dep[v] == "acl"
            and parse.lemma[v] in listed("judging proposals")
            and any(parse.dep[c] == "mark" and parse.lower[c] == "that" for c in parse.children[v])
        ):
            return [
                parse.head[v]
            ]  # "a proposal that Iran had rejected", whatever the parser takes "that" for
        if (
            parse.dep[v] == "conj"
            and parse.pos[parse.head[v]] == "VERB"
            and parse.tag[v] == parse.tag[parse.head[v]]
        ):
            first = parse.head[v]
            if self._object_child(first) is not None and self._object_child(first) > v:  # type: ignore[operator]
                return self.object(first)
        if parse.dep[v] == "amod" and parse.tag[v] == "VBN":
            return [parse.head[v]]
        return []

    def _called(self, clause: int) -> list[int]:
        """What somebody takes a thing for, where a clause stands for it: "attack what Ankara regards as {havens}"."""
        parse = self.parse
        what = self.child(clause, "dobj", "nsubj", "nsubjpass")
        opens = what is not None and parse.lower[what] == "what" and what == parse.left_edge(clause)
        if not opens or parse.lemma[clause] not in listed("regarding"):
            return []
        return self._prep_children(clause, "as") or [
            c for c in parse.children[clause] if parse.dep[c] == "oprd" and parse.pos[c] in _NOUNS
        ]

    def _object_child(self, v: int) -> int | None:
        found = self.child(v, "dobj")
        if found is None and self._bare_dative(v):
            return self.child(v, "dative")
        return found if found is not None else self._up_to(v)

    def _up_to(self, v: int) -> int | None:
        """The object in "kidnapped up to sixteen people", where the parser takes "to" for a preposition."""
        parse = self.parse
        below = [g for c in parse.children[v] if parse.lower[c] == "up" for g in parse.children[c]]
        for c in (*parse.children[v], *below):
            if parse.dep[c] == "prep" and parse.lower[c] == "to" and c > 0 and parse.lower[c - 1] == "up":
                numbered = [
                    t
                    for t in parse.children[c]
                    if parse.dep[t] == "pobj" and self.child(t, "nummod") is not None
                ]
                return numbered[0] if numbered else None
        return None

    def _bare_dative(self, v: int) -> bool:
        found = self.child(v, "dative")
        return found is not None and self.parse.pos[found] in _NOUNS

    def indirect(self, v: int) -> list[int]:
        """The dative: "gave {Syria} arms"."""
        parse = self.parse
        found = self.child(v, "dative")
        if found is None:
            return self._given_to(v)
        if parse.pos[found] in _NOUNS:
            return [found]
        return [c for c in parse.children[found] if parse.dep[c] == "pobj"]

    def _given_to(self, v: int) -> list[int]:
        """Who is given something, where the parser takes the name for a part of the gift: "gave Chad weapons"."""
        parse = self.parse
        if parse.lemma[v] not in listed("giving"):
            return []
        gift = self.child(v, "dobj")
        if gift is None or parse.tag[gift] not in ("NN", "NNS"):
            return []
        named = [c for c in parse.children[gift] if parse.dep[c] in ("compound", "nmod") and c < gift]
        first = next((c for c in named if parse.tag[c] in ("NNP", "NNPS", "NNS")), None)
        if first is None:
            return []
        before = [c for c in parse.children[gift] if parse.dep[c] in ("det", "poss", "amod") and c < first]
        described = any(parse.dep[c] == "amod" and c > first for c in parse.children[gift])
        if before and not (described and [parse.dep[c] for c in before] == ["det"]):
            return []  # "gave the Chad mission weapons", "sold its Leopard tanks"; but "gave the Czechs new weapons"
        return [first] if parse.left_edge(first) == v + 1 + len(before) else []

    # Prepositions -------------------------------------------------------------------------------------

    def _prep_children(self, i: int, name: str) -> list[int]:
        parse = self.parse
        found: list[int] = []
        for c in parse.children[i]:
            d = parse.dep[c]
            if name == "for" and d in ("advcl", "ccomp") and c > i:
                found.extend(self._wished_for(c))
                continue
            if parse.lower[c] != name or d not in ("prep", "agent", "dative", "prt", "advmod"):
                continue
            if c > i + 1 and parse.lower[c - 1] == "not":
                continue  # "launched not by Russia, but by the coalition"
            if name == "with" and c > 0 and parse.lower[c - 1] in _BESIDE:
                continue  # who does it too
            found.extend(self.prep_objects(c))
        return found

    def _wished_for(self, v: int) -> list[int]:
        """Who is to do what a clause with "for" tells, or that verb where somebody is to be done to: "called for {Mali} to pay"."""
        parse = self.parse
        if not any(parse.dep[c] == "mark" and parse.lower[c] == "for" for c in parse.children[v]):
            return []
        doers = [c for c in parse.children[v] if parse.dep[c] == "nsubj"]
        return doers or [v]

    def prep_objects(self, prep: int) -> list[int]:
        """What a preposition governs; "out of X" gives X for "out", but "along with X" nothing for "along"."""
        parse = self.parse
        found: list[int] = []
        if parse.lower[prep] in _BESIDE and any(parse.lower[c] == "with" for c in parse.children[prep]):
            return found
        for c in parse.children[prep]:
            called = self._called(c) if parse.dep[c] == "pcomp" else []
            if called:
                found.extend(called)
            elif parse.dep[c] in ("pobj", "pcomp"):
                if self._whole(c) not in found:
                    found.append(self._whole(c))
            elif parse.dep[c] == "prep":
                found.extend(self.prep_objects(c))
        return found

    def prep(self, i: int, name: str, deep: bool = True) -> list[int]:
        """Objects of preposition ``name`` on predicate i, or on its object where the parser hung it there."""
        found = self._prep_children(i, name)
        if found or not deep:
            return found
        parse = self.parse
        for c in parse.children[i]:
            d = parse.dep[c]
            if (
                d in ("dobj", "attr", "acomp", "dative", "oprd", "prt", "nsubjpass", "conj")
                and parse.pos[c] != "VERB"
                and not (d == "conj" and name == "from")  # "the raid and a letter from the mayor"
            ):
                found = self._prep_children(c, name) or self._below(c, name)
            elif d in ("prep", "agent") and not (name == "of" and parse.lower[c] in _WHERE | {"from"}):
                found = [
                    t
                    for o in self.prep_objects(c)
                    if parse.pos[o] in _NOUNS and not (name == "with" and parse.lemma[o] in listed("borders"))
                    for t in self._prep_children(o, name)
                ]
            if found:
                return found
        return []

    def right_behind(self, noun: int, name: str) -> list[int]:
        """What a phrase right behind a noun governs that the parser hung higher up: "had a part in the attack on Chad"."""
        parse, c = self.parse, noun + 1
        if c >= len(parse.words) or parse.lower[c] != name or parse.dep[c] != "prep" or parse.head[c] == noun:
            return []
        above = noun
        for _ in range(4):
            above = parse.head[above]
            if above == parse.head[c]:
                return self.prep_objects(c)
        return []

    def _below(self, noun: int, name: str) -> list[int]:
        """One preposition further down: "strikes near Raqqa on the group"."""
        parse = self.parse
        for c in parse.children[noun]:
            if parse.dep[c] in ("prep", "conj"):
                heads = self.prep_objects(c) if parse.dep[c] == "prep" else [c]
                for o in heads:
                    found = self._prep_children(o, name)
                    if found:
                        return found
        return []

    # Nouns --------------------------------------------------------------------------------------------

    def owner_child(self, noun: int) -> int | None:
        """The possessor of a noun: "France's", "its"."""
        return self.child(noun, "poss")

    def modifiers(self, noun: int) -> list[int]:
        """Adjectives and compounds right before a noun, theirs included."""
        parse = self.parse
        found: list[int] = []
        for c in parse.children[noun]:
            if parse.dep[c] in ("amod", "compound", "nmod", "nummod", "npadvmod", "punct") and c < noun:
                found.append(c)
                found.extend(
                    g
                    for g in parse.children[c]
                    if parse.dep[g] in ("amod", "compound", "npadvmod", "nmod", "conj")
                )
        return found

    def content(self, noun: int) -> int:
        """Past nouns that only measure: "a series of strikes" is strikes."""
        parse = self.parse
        for _ in range(3):
            if parse.lemma[noun] not in listed("quantities"):
                return noun
            inner = [t for t in self._prep_children(noun, "of") if parse.pos[t] in _NOUNS]
            if not inner:
                return noun
            noun = inner[0]
        return noun

    def governing_verb(self, i: int) -> int | None:
        """The nearest verb above token i, or None."""
        parse = self.parse
        seen = 0
        while parse.head[i] != i and seen < 60:
            i = parse.head[i]
            seen += 1
            if parse.pos[i] in ("VERB", "AUX"):
                return i
        return None
