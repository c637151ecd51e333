/* What tests of pages share: a house that is made anew for each, and what a text must and must not say. */
#pragma once

#include "tests/web/house.h"

G_BEGIN_DECLS

typedef struct
{
  House *house;
} Fixture;

typedef struct
{
  const gchar *name;
  gboolean     practice;  /* a practice database */
  void       (*test) (Fixture *fixture, gconstpointer practice);
} PageTest;

/**
 * page_tests_add:
 * @folder: of their paths: "/web/pages"
 * @tests: what to run, each with a house of its own
 * @n_tests: how many
 */
void page_tests_add (const gchar *folder, const PageTest *tests, gsize n_tests);

/**
 * assert_has:
 * @text: a page
 * @part: what must stand in it
 */
void assert_has (const gchar *text, const gchar *part);

/**
 * assert_not:
 * @text: a page
 * @part: what must not stand in it
 */
void assert_not (const gchar *text, const gchar *part);

/**
 * gzip_size:
 * @text: a page
 *
 * Returns: its bytes on the wire
 */
gsize gzip_size (const gchar *text);

G_END_DECLS
