"""What a page includes."""


def double(number: int) -> int:
    return 2 * number
