"""The rules, and everything that reads people's words."""

from bot.checks import KNOWN_CHECKS
from bot.intake.check_words import load_check_words
from bot.intake.documents.words import load_document_words
from bot.intake.mail_forms import load_mail_forms
from bot.intake.subject import SubjectGrammar
from bot.intake.subject_words import load_subject_words
from bot.intake.verdict.lexicon import load_lexicon
from bot.rules.load import load_rules
from bot.rules.values import Rules
from bot.rules.vocabulary import Vocabulary
from bot.service.app import Language
from bot.service.ports import Clock
from bot.settings import Settings


def read_rules(settings: Settings, clock: Clock) -> Rules:
    """The rules, checked against what the program knows.

    Raises:
        RulesError: They hold problems, all of them listed.
    """
    words = load_document_words(settings.templates / "documents.es.yaml")
    facts = frozenset(rule.name for rules in words.fields.values() for rule in rules)
    return load_rules(settings.rules, Vocabulary(checks=KNOWN_CHECKS, facts=facts), clock.now().date())


def read_language(settings: Settings, rules: Rules) -> Language:
    """Everything that reads people's words, from the data files beside the templates."""
    folder = settings.templates
    subjects = SubjectGrammar(
        rules=tuple(process.subject for process in rules.processes),
        cities=rules.cities,
        country=rules.company.country,
        prefixes=tuple(process.prefix for process in rules.processes),
        words=load_subject_words(folder / "subject.es.yaml"),
    )
    return Language(
        subjects=subjects,
        forms=load_mail_forms(folder / "mail_forms.es.yaml"),
        lexicon=load_lexicon(folder / "lexicon.es.yaml"),
        documents=load_document_words(folder / "documents.es.yaml"),
        checks=load_check_words(folder / "checks.es.yaml", rules.company.country),
    )
