"""What can be wrong with a question.

ChuchuError (report/errors.py)
├── QuestionError    a question that is empty or too long, or a report named in it that the library does not hold
└── EvaluationError  a file of questions that cannot be read (python -m retrieval evaluate)
"""

from report.errors import ChuchuError


class QuestionError(ChuchuError):
    """A question that cannot be asked."""


class EvaluationError(ChuchuError):
    """A file of questions that cannot be read."""
