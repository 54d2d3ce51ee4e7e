"""What was tried to break a book, 258 faults: where each is tested, and those tested here.

A fault has a name that says what was broken: the bibliography, the build, the data, the register,
a setting, a text or what a browser is served; ``-real`` is the book itself. Each gives one clear
line or the right result: no traceback of this package, nothing lost, nothing that runs, and nothing
wrong in silence. Most are a parameter of a test of their file, named below by words of it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sphinx.cmd.build import build_main

HERE = Path(__file__).parent
WHOLE = HERE / "whole-book"

TESTED: dict[str, dict[str, str]] = {
    "unit/test_rules.py": {
        "bib-crossref": '"crossref": "nowhere2010x"',
        "bib-day-99": "day = {99}",
        "bib-day-feb31": "day = {99}",
        "bib-day-without-month": "has a 'day' but no 'month'",
        "bib-doi-odd": '"doi": "not a doi"',
        "bib-field-unknown": "the field 'yaar' is unknown",
        "bib-isbn-odd": '"isbn": "123"',
        "bib-month-number": "month = {13}",
        "bib-month-word": '"month": "Brumaire"',
        "bib-title-backslash-only": '"note": "\\\\"',
        "bib-title-latex": "\\\\foo{bar} Title",
        "bib-title-latex-warns": "\\\\foo{bar} Title",
        "bib-type-unknown": "the type @webpge is unknown",
        "bib-url-ipv6-open": "https://[::1/new",
        "bib-url-javascript": '"url": "javascript:alert(1)"',
        "bib-url-nfkc": "zeta.example℀",
        "bib-url-port": "kinu.or.kr:99999",
        "bib-url-userinfo": "user:secret@",
        "bib-urldate-feb31": '"urldate": "2026-02-30"',
        "bib-urldate-future": '"urldate": "2199-01-01"',
        "bib-year-fullwidth": '"year": "２０１０"',
        "bib-year-future": '"year": "2199"',
    },
    "unit/test_ids.py": {
        "text-claim-id-300": "101",
        "text-claim-id-con": "is the name of a device on Windows",
        "text-label-300": "101",
        "text-moved-absolute": "/etc/passwd",
        "text-moved-escape": "../",
        "text-moved-overwrites": "../",
        "text-moved-permalink": "id/great-flood/cite",
        "text-moved-spaces": "?",
    },
    "unit/test_bibfile.py": {
        "bib-at-lost": "the entry has no @ before its type",
        "bib-author-and": '("and and and"',
        "bib-author-double-and": "Smith, Ann and and Jones",
        "bib-author-et-al": "Smith, Ann and others",
        "bib-author-semicolon": "Smith, Ann; Jones, Bob",
        "bib-brace-field": "after 'title ='",
        "bib-brace-missing": "the last brace of the entry is missing",
        "bib-conflict": "a_merge_that_is_not_done_is_the_only_message",
        "bib-nul": "a_character_that_cannot_be_seen_has_its_line_and_is_not_kept",
        "bib-publishers-bom": "a_table_that_is_missing_or_badly_encoded",
        "bib-publishers-newline": "a_name_of_two_lines_is_on_one",
        "bib-publishers-nul": "a_malformed_table_of_publishers",
        "bib-real-brace": "an_unclosed_brace_is_one_message",
        "bib-title-bidi": "a_character_that_cannot_be_seen_has_its_line_and_is_not_kept",
        "bib-title-control": "a_character_that_cannot_be_seen_has_its_line_and_is_not_kept",
        "data-csv-quote-open": "a quotation mark is not closed",
    },
    "unit/test_table_files.py": {
        "bib-publishers-huge-cell": "131,072",
        "data-cell-formfeed": "only_line_feeds_and_carriage_returns_count_as_lines",
        "data-cell-fs": "only_line_feeds_and_carriage_returns_count_as_lines",
        "data-cell-nel": "only_line_feeds_and_carriage_returns_count_as_lines",
        "data-cell-unquoted-separator": "2028",
        "data-cell-vt": "only_line_feeds_and_carriage_returns_count_as_lines",
        "data-csv-bom": "a_byte_order_mark_is_one_message_and_the_rows_are_read",
        "data-csv-huge-cell": "131,072",
    },
    "unit/test_lint.py": {
        "bib-lint-bracket-page": "http://[zeta.example/",
        "bib-lint-hosts-missing": "the list cannot be read: No such file",
        "bib-lint-latin1": "byte 0xe9 is not UTF-8",
        "bib-lint-names-missing": "the list cannot be read: No such file",
        "bib-lint-towns-empty": "an_empty_list_is_one_line",
        "bib-lint-towns-missing": "the list cannot be read: No such file",
    },
    "test_citations.py": {
        "bib-two-files": "more.bib",
        "bib-two-files-quiet": "more.bib",
        "settings-cite-id-no-key": "bibtex_cite_id = 'ref'",
        "settings-cite-id-other": "'ref-{name}'",
        "text-cite-latex": "\\\\cite{",
        "text-cite-unclosed": "a_citation_that_stays_in_the_text_is_one_warning",
        "text-size-one-citation": "a_citation_of_ten_thousand_sources_is_one_warning",
    },
    "test_settings.py": {
        "settings-cff-date-feb31": '"2026-11-24", "2026-02-31"',
        "settings-cff-date-feb31-quoted": "'\"2026-02-31\"'",
        "settings-cff-date-none": "date-released is missing",
        "settings-cff-title-none": "title is missing",
        "settings-cff-version-10": "2026.10",
        "settings-cff-version-none": "version is missing",
        "settings-cff-yaml": "mapping values are not allowed",
        "settings-date-object": "evidence_edition_date",
        "settings-language-odd": "a_language_is_taken_as_sphinx_or_the_web_write_it",
        "settings-parts-slash": "a_part_is_a_folder",
        "settings-parts-unknown": "'sky' is no folder",
        "settings-setting-typo": "evidence_registre is no setting",
    },
    "unit/test_datapackage.py": {
        "data-constraint-unknown": "constraints/maxLength",
        "data-constraints-null": '"schema/fields/2/constraints", None',
        "data-csv-missing": "a_table_that_cannot_be_read_is_one_message_of_its_own_file",
        "data-csv-missing-real": "a_table_that_cannot_be_read_is_one_message_of_its_own_file",
        "data-csv-type-fullwidth": "figures_have_digits_and_limits",
        "data-csv-type-year-fullwidth": "figures_have_digits_and_limits",
        "data-csv-unreadable": "a_table_that_cannot_be_read_is_one_message_of_its_own_file",
        "data-description-list": '"description", ["a"]',
        "data-enum-null": 'constraints/enum", None',
        "data-enum-number": 'constraints/enum", 5',
        "data-enum-numbers": 'constraints/enum", ["a", 2]',
        "data-field-name-script": 'x" onclick="1',
        "data-field-string": '"schema/fields/0", "year"',
        "data-fields-null": '"schema/fields", None',
        "data-fields-string": '"schema/fields", "year"',
        "data-key-alike": "keys_give_addresses_of_their_own",
        "data-key-korean": "keys_give_addresses_of_their_own",
        "data-key-number": '"schema/primaryKey", 5',
        "data-key-unknown": '"schema/primaryKey", ["yaar"]',
        "data-language-odd": '"schema/fields/2/language"',
        "data-name-traversal": "a_name_that_no_file_or_id_can_have_is_refused",
        "data-name-twice": "two_resources_have_names_and_files_of_their_own",
        "data-narrowed-string": '"narrowed", "no"',
        "data-path-absolute": '"/etc/hostname"',
        "data-path-folder": '("path", ".",',
        "data-path-missing": "a_table_that_cannot_be_read_is_one_message_of_its_own_file",
        "data-path-same-file": "two_resources_have_names_and_files_of_their_own",
        "data-pattern-bad": '"(["',
        "data-pattern-number": 'constraints/pattern", 5',
        "data-required-string": 'constraints/required", "no"',
        "data-surrogate-description": '"description", "Levels \\ud800"',
        "data-surrogate-title": '"title", "Levels \\ud800"',
        "data-title-number": '"title", 5',
        "data-type-datetime": '"datetime"',
        "data-type-null": '"schema/fields/1/type", None',
        "data-type-unknown": '"metre"',
    },
    "unit/test_tables.py": {
        "data-package-deep": "a_package_that_cannot_be_read_is_one_message",
        "data-package-latin1": "a_package_that_cannot_be_read_is_one_message",
        "data-package-list": "a_package_that_cannot_be_read_is_one_message",
        "data-package-resources-string": "a_package_that_cannot_be_read_is_one_message",
    },
    "unit/test_specifications.py": {
        "build-cache-charts-empty": "a_damaged_drawing_is_drawn_again",
        "build-cache-charts-half": "a_damaged_drawing_is_drawn_again",
        "build-cache-charts-junk": "a_damaged_drawing_is_drawn_again",
        "data-chart-url-number": '"url": 5',
        "data-vega-config-list": "spec(config=[])",
        "data-vega-config-string": 'spec(config="dark")',
        "data-vega-encoding-list": "spec(encoding=[])",
        "data-vega-field-none": "columns_that_nobody_made",
        "data-vega-field-unknown": "columns_that_nobody_made",
        "data-vega-field-unknown-y": "columns_that_nobody_made",
        "data-vega-filter-none": "a_drawing_without_a_mark_is_refused",
        "data-vega-remote-layer": "nobody_is_asked_for_data",
        "data-vega-remote-lookup": "nobody_is_asked_for_data",
        "data-vega-remote-top": "a_chart_draws_a_table_or_the_claims",
        "data-vega-sequence": "a_drawing_that_would_fill_the_page_is_refused",
        "data-vega-vega-not-lite": "spec(marks=[])",
    },
    "test_charts.py": {
        "data-chart-backslash": "the_name_of_a_chart_is_an_id",
        "data-chart-traversal": "the_name_of_a_chart_is_an_id",
    },
    "test_hostile.py": {
        "data-glossary-xss-jsonld": "</script><script>alert('MARK')</script>",
        "data-glossary-xss-script": "<script>alert('MARK')</script>",
    },
    "test_datasets.py": {
        "data-glossary-markup": "a_cell_is_plain_text_on_the_page_the_card_in_search_and_in_files",
        "data-timeline-script": "a_summary_of_an_event_is_plain_text",
        "text-data-table-columns-twice": "a_column_that_is_named_twice_is_displayed_once",
        "text-data-table-where": "a_condition_has_the_words_of_its_column",
        "text-dataset-twice": "a_dataset_has_one_page",
    },
    "test_markup.py": {
        "build-jobs-2-crash": "no statement",
        "served-file-real": "what_would_be_put_into_a_page_unread_is_refused_and_shown",
        "served-file-refresh": '<meta http-equiv="refresh"',
        "served-file-small": "what_would_be_put_into_a_page_unread_is_refused_and_shown",
        "served-http-refresh": '<meta http-equiv="refresh"',
        "served-svg": "a_drawing_with_a_script_is_not_published",
        "text-claim-empty-absence": "no statement",
        "text-claim-empty-absence-unlisted": "no statement",
        "text-claim-nested": "a_claim_within_a_claim_is_named_and_stays_a_claim",
        "text-claim-only-citation": "no words of its own",
        "text-claim-only-list": "a list",
        "text-claim-only-table": "| - | - |",
        "text-claim-option-twice": "twice",
        "text-claim-two-paragraphs": "Paragraphs {cite:p}",
        "text-comment-unclosed": "<!-- a remark",
        "text-conflict-diff3": '"diff3"',
        "text-control": '"control"',
        "text-fence-colon-end": '"the end"',
        "text-fence-two-claims": '"another claim"',
        "text-heading-citation": "a_heading_has_words_and_no_citation",
        "text-include-cycle": "```{include} h12.md",
        "text-include-self": "```{include} h12.md",
        "text-real-fence-claim": '"a section"',
        "text-real-unfenced-how-many": "an_open_fence_never_gives_a_claim_other_words",
        "text-real-unfenced-labour": "nothing_that_follows_from_an_open_claim_is_named_too",
        "text-utf8-surrogate": "\\xed\\xa0\\x80",
        "text-xss-claim-disputed": ":disputed-by: Some <i>say</i> no",
        "text-xss-claim-reason": ":reason: Ours <script>MARK</script>",
        "text-xss-figure-caption": "<script>alert('MARK')</script>\", 8",
        "text-xss-form": "what_would_be_put_into_a_page_unread_is_refused_and_shown",
        "text-xss-iframe": "<iframe srcdoc",
        "text-xss-math": "```{math}",
        "text-xss-meta-refresh": '<meta http-equiv="refresh"',
        "text-xss-raw-directive": "```{raw} html",
        "text-xss-script": "Roads <script>alert('MARK')</script> here.",
        "text-xss-script-block": "(\"<script>alert('MARK')</script>\", 8)",
        "text-xss-style": "what_would_be_put_into_a_page_unread_is_refused_and_shown",
        "text-xss-svg-file": "a_drawing_with_a_script_is_not_published",
        "text-xss-svg-inline": "what_would_be_put_into_a_page_unread_is_refused_and_shown",
        "text-yaml-description-list": '"description list"',
        "text-yaml-description-null": '"description null"',
        "text-yaml-reviewed-feb31": '"day"',
        "text-yaml-reviewed-feb31-quoted": '"quoted day"',
        "text-yaml-reviewed-future": "a_review_after_the_edition_is_named",
        "text-yaml-reviewed-year0": '"year 0"',
        "text-yaml-tab": '"tab"',
        "text-yaml-unclosed-quote": '"quote"',
        "text-yaml-unknown-key": '"unknown"',
    },
    "test_citing.py": {
        "text-claim-id-traversal": '"it-is-so", "../../../escape"',
        "text-label-traversal": '"a-section", "../../../escape"',
        "text-page-in-id": "a_page_where_the_build_writes_its_own_is_refused",
        "text-page-search": "a_page_where_the_build_writes_its_own_is_refused",
    },
    "unit/test_grading.py": {
        "text-claim-date-feb31": '"2009-02-31"',
        "text-claim-date-future": "2199-01-01",
        "text-claim-date-year0": '"0000"',
    },
    "checks/empty-list.md": {
        "text-claim-list-page": ":page:",
        "text-claim-list-tag": ":tag:",
    },
    "unit/test_register.py": {
        "permalinks-cycle": '["nowhere", "gone", "old"]',
        "permalinks-edition-none": "a,section,,withdrawn,,",
        "permalinks-edition-word": "a,section,first,withdrawn,,",
        "permalinks-huge-note": "131,072",
        "permalinks-id-300": "has 101 characters",
        "permalinks-id-empty": ",section,2025.1,withdrawn,,",
        "permalinks-id-upper": "Old Id,section",
        "permalinks-line-after-bad": "lines_are_those_of_the_file",
        "permalinks-line-after-newline": "lines_are_those_of_the_file",
        "permalinks-open-quote": "a quotation mark is not",
    },
    "test_register_builder.py": {
        "permalinks-missing": "an_edition_without_its_register_is_one_warning",
        "permalinks-missing-real": "an_edition_without_its_register_is_one_warning",
        "permalinks-register-bom": "ufeff",
        "permalinks-register-broken-book": "a_book_with_warnings_is_not_registered",
        "permalinks-register-cells": "a_register_with_a_mistake_is_not_touched",
        "permalinks-register-conflict": "<<<<<<<",
        "permalinks-register-conflict-header": "<<<<<<<",
        "permalinks-register-header": "a_register_with_a_mistake_is_not_touched",
        "permalinks-register-readonly": "a_register_that_may_not_be_written_is_a_message",
        "permalinks-register-semicolon": ";",
        "permalinks-register-space-header": "a_register_with_a_mistake_is_not_touched",
    },
    "test_controls.py": {
        "served-card-names": "#constructor",
    },
    "test_site.py": {
        "build-builder-epub": '"epub"',
        "build-builder-texinfo": '"texinfo"',
        "build-cache-doctrees-empty": '("**/*.doctree", b"")',
        "build-cache-manifest-files-numbers": '{"files": [1, 2], "pages": {}',
        "build-cache-manifest-outside": "a_manifest_deletes_nothing_outside_of_the_site",
        "build-cache-manifest-pages-null": '{"files": [], "pages": null',
        "build-crashed-late-and-reverted-title": "a_writer_that_raises_fails_the_build",
        "build-deleted-image": "_images/drawing.svg",
        "build-disk-full-1m": "a_page_that_was_cut_is_written_again",
        "build-disk-full-200k": "a_page_that_was_cut_is_written_again",
        "build-disk-full-2m": "a_page_that_was_cut_is_written_again",
        "build-disk-full-4m": "a_page_that_was_cut_is_written_again",
        "build-killed-and-reverted-bib": '"year of a source"',
        "build-killed-and-reverted-bib-real": '"year of a source"',
        "build-killed-and-reverted-page": '"text of a claim"',
        "build-killed-and-reverted-template-times": '"template"',
        "build-killed-and-reverted-title": '"title of a chapter"',
        "build-out-readonly-file": "a_file_that_cannot_be_written_is_named",
        "build-two-at-once-gap": "a_build_beside_another_one_is_refused_and_harms_nothing",
        "build-worker-killed-real": "a_process_that_is_killed_fails_the_build",
    },
    "test_stop.py": {"settings-cff-version-bare": "version: 2026.1"},
    "unit/test_symlinks.py": {"text-static-unreadable": '"nowhere.md"'},
    "unit/test_offline.py": {
        "build-offline-full": "a_full_disk_leaves_the_last_copy",
        "build-offline-into-site": "a_site_is_not_packed_into_itself",
        "build-offline-unfinished": "an_unfinished_site_is_not_packed",
    },
}
"""The words of the test of each fault, by file; ``thorough`` runs more cases of some."""

GONE = ("build-cache-citations-list", "build-cache-citations-string")
"""Faults of a cache that builds no longer have."""

STOCK = {
    "build-out-is-file": "out) is not a directory",
    "settings-conf-missing": "doesn't contain a conf.py file",
    "settings-conf-syntax": "syntax error in your configuration file: unterminated string literal",
    "text-docs-missing": "Cannot find source directory",
}
"""Faults that stop a build, and the reason that Sphinx prints among what it knows of itself."""

BEFORE_US = ("build-env-lang-unknown-small", "build-umask")
"""Faults of the system that Python or Sphinx reports before a book is opened."""


def test_each_fault_has_its_place():
    names = [name for rows in TESTED.values() for name in rows]
    names += [*GONE, *STOCK, *BEFORE_US]
    assert len(names) == len(set(names)) == 256


@pytest.mark.parametrize("file", TESTED)
def test_the_test_of_each_fault_is_there(file):
    text = (HERE / file).read_text("utf-8")
    assert [name for name, words in TESTED[file].items() if words not in text] == []


def _break(root: Path, name: str) -> None:
    """Bring about one of the faults of :data:`STOCK`."""
    conf = root / "conf.py"
    match name:
        case "build-out-is-file":
            (root / "out").touch()
        case "settings-conf-missing":
            conf.unlink()
        case "settings-conf-syntax":
            conf.write_text(conf.read_text("utf-8") + 'x = "\n', "utf-8")
        case "text-docs-missing":
            shutil.rmtree(root / "docs")


@pytest.mark.slow
@pytest.mark.parametrize("name", STOCK)
def test_what_stops_a_build_is_said(name, tmp_path, capsys):
    root = tmp_path / "book"
    shutil.copytree(WHOLE, root)
    _break(root, name)
    code = build_main(["-q", "-n", "-c", str(root), str(root / "docs"), str(root / "out")])
    said = " ".join(capsys.readouterr().err.split())
    assert code == 2
    assert STOCK[name] in said
