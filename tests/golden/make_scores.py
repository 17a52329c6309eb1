"""Writes scores.json: ROUGE and BLEU of pairs of texts. Run by hand: python3 tests/golden/make_scores.py

BLEU's values are NLTK's (Debian's python3-nltk), each compared with one worked here from the definition in exact fractions. ROUGE's are
worked here by other means than the course's: the longest common subsequence is searched for, from the longest length down. Where the
packages rouge-score and sacrebleu are installed, both are asked as well, and must agree to 1e-9.
"""

import itertools
import json
import math
import pathlib
import re
from collections import Counter
from fractions import Fraction

import nltk
from nltk.translate.bleu_score import SmoothingFunction, corpus_bleu

PAIRS = [
    ("At the market, Mila lost an old key, but Tom found it.", "At the market, Mila lost an old key, but Tom found it and gave it back."),
    ("Mila went to the market one sunny morning.", "At the market, Mila lost an old key, but Tom found it and gave it back."),
    ("At the castle, Mila won a big compass and lost it.", "At the castle, Mila won a beautiful compass in a game, but she lost it."),
    ("the the the the the the the", "the cat is on the mat"),
    ("He gave it it back, back, and gave it back.", "He found it and gave it back, and back again."),
    ("a totally different thing altogether", "At the station, Clara drew a small white umbrella."),
    ("Paul Paul showed a small flute to Max at the airport and", "At the airport, Paul showed a small flute to Max, and they talked about it for an hour."),
    ("testing one two", "testing two"),
    ("umbrella", "an umbrella"),
]
FRENCH = [
    ("Il a rencontré sa cousine Anna .", "Il a rencontré sa cousine Anna ."),
    ("Simon a prêté la blanche flûte à Anna .", "Simon lui a prêté la flûte blanche ."),
    ("Elle est allée au château par un matin .", "Par un matin brumeux , Mila est allée au château ."),
    ("Ida a perdu une belle clé à le théâtre .", "Soudain , elle a perdu la clé ."),
    ("Un train allait partir .", "Un train allait bientôt partir ."),
]


def words(text):
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).split()


def grams(tokens, n):
    return Counter(zip(*(tokens[i:] for i in range(n))))


def rates(matches, own, theirs):
    p, r = (Fraction(matches, own) if own else Fraction(0)), (Fraction(matches, theirs) if theirs else Fraction(0))
    f = 2 * p * r / (p + r) if p + r else Fraction(0)
    return {"precision": float(p), "recall": float(r), "f": float(f), "matches": matches}


def is_subsequence(some, tokens):
    rest = iter(tokens)
    return all(token in rest for token in some)


def longest_common(a, b):
    a, b = sorted((a, b), key=len)
    return next(n for n in range(len(a), -1, -1) if any(is_subsequence(some, b) for some in itertools.combinations(a, n)))


def rouge(candidate, reference):
    c, r = words(candidate), words(reference)
    scores = {}
    for name, n in (("one", 1), ("two", 2)):
        own, theirs = grams(c, n), grams(r, n)
        scores[name] = rates(sum((own & theirs).values()), sum(own.values()), sum(theirs.values()))
    scores["l"] = rates(longest_common(c, r), len(c), len(r))
    return scores


def bleu(candidates, references, smoothing, effective):
    matches, totals = [], []
    for n in range(1, 5):
        pairs = [(grams(c, n), grams(r, n)) for c, r in zip(candidates, references)]
        matches.append(sum(sum((own & theirs).values()) for own, theirs in pairs))
        totals.append(sum(sum(own.values()) for own, _ in pairs))
    c, r = sum(map(len, candidates)), sum(map(len, references))
    brevity = 1.0 if c >= r else math.exp(1 - Fraction(r, c))
    precisions, misses = [], 0
    for match, total in zip(matches, totals):
        if total and not match and smoothing == "exp":
            misses += 1
            precisions.append(Fraction(1, 2**misses * total))
        else:
            precisions.append(Fraction(match, total) if total else Fraction(0))
    used = precisions[: sum(1 for total in totals if total)] if effective else precisions
    score = 0.0
    if any(matches) and all(used):
        score = 100 * brevity * math.prod(map(float, used)) ** (1 / len(used))
    return {"score": score, "matches": matches, "totals": totals, "brevity": brevity}


def nltk_bleu(candidates, references, smoothing):
    method = SmoothingFunction().method3 if smoothing == "exp" else SmoothingFunction().method0
    return 100 * corpus_bleu([[r] for r in references], candidates, smoothing_function=method)


def near(a, b):
    assert abs(a - b) < 1e-9, (a, b)


cut = [(c.split(), r.split()) for c, r in FRENCH] + [(c.split(), r.split()) for c, r in PAIRS]
sentences = []
for candidate, reference in cut:
    entry = {"candidate": candidate, "reference": reference}
    for smoothing in ("exp", "none"):
        entry[smoothing] = bleu([candidate], [reference], smoothing, True)
        # NLTK knows no effective order, and takes an order that a sentence is too short for as one n-gram.
        if len(candidate) >= 4 and any(entry[smoothing]["matches"]) and all(entry[smoothing]["matches"] if smoothing == "none" else [1]):
            near(entry[smoothing]["score"], nltk_bleu([candidate], [reference], smoothing))
    sentences.append(entry)
corpora = []
for some in (cut[: len(FRENCH)], [pair for pair in cut if len(pair[0]) >= 4]):
    candidates, references = zip(*some)
    for smoothing in ("exp", "none"):
        worked = bleu(candidates, references, smoothing, False)
        near(worked["score"], nltk_bleu(candidates, references, smoothing))
        corpora.append({"candidates": candidates, "references": references, "smoothing": smoothing, **worked})

summaries = [{"candidate": c, "reference": r, **rouge(c, r)} for c, r in PAIRS]
also = []
try:
    from rouge_score import rouge_scorer

    scorer = rouge_scorer.RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=False)
    for entry in summaries:
        for name, theirs in scorer.score(entry["reference"], entry["candidate"]).items():
            ours = entry[{"rouge1": "one", "rouge2": "two", "rougeL": "l"}[name]]
            near(ours["precision"], theirs.precision), near(ours["recall"], theirs.recall), near(ours["f"], theirs.fmeasure)
    also.append("rouge-score")
except ImportError:
    pass
try:
    import sacrebleu

    for corpus in corpora:
        texts = [" ".join(c) for c in corpus["candidates"]], [[" ".join(r) for r in corpus["references"]]]
        near(corpus["score"], sacrebleu.corpus_bleu(*texts, smooth_method=corpus["smoothing"], tokenize="none", force=True).score)
    for entry in sentences:
        metric = sacrebleu.metrics.BLEU(tokenize="none", smooth_method="exp", effective_order=True)
        near(entry["exp"]["score"], metric.sentence_score(" ".join(entry["candidate"]), [" ".join(entry["reference"])]).score)
    also.append(f"sacrebleu {sacrebleu.__version__}")
except ImportError:
    pass

made = {"bleu": f"nltk {nltk.__version__}", "also": also, "rouge": summaries, "sentences": sentences, "corpora": corpora}
(pathlib.Path(__file__).parent / "scores.json").write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n")
