"""What can be wrong with a question, or with what is to be handed out.

ChuchuError (report/errors.py)
├── QuestionError    a question that is empty or too long, or a report named in it that the library does not hold
├── ExportError      an excerpt whose words are not (or no longer) in the report, a file that cannot be written
└── EvaluationError  a file of questions that cannot be read (python -m retrieval evaluate)
"""

from report.errors import ChuchuError


class QuestionError(ChuchuError):
    """A question that cannot be asked."""


class ExportError(ChuchuError):
    """Something that cannot be written out."""


class EvaluationError(ChuchuError):
    """A file of questions that cannot be read."""
