/* A small centre in a store of its own, for the tests of the public pages: two cooperatives, two
 * seasons of one of them, a pack lot of 260 cases and one of three, three pallets. */
#pragma once

#include "station/web/web.h"
#include "tests/db/store.h"

#define HOUSE_GTIN "09520123456788"
#define HOUSE_LOT "60716-014"
#define HOUSE_SERIAL "6A000128K7QX"
#define HOUSE_VOID_SERIAL "6A000129AAAA"
#define HOUSE_REPLACED_SERIAL "6A000130BBBB"
#define HOUSE_SUCCESSOR_SERIAL "6A000202ZZZZ"
#define HOUSE_RESERVED_SERIAL "6A000131CCCC"
#define HOUSE_SSCC "395201234000000010"       /* closed, two lots' cases on it */
#define HOUSE_OPEN_SSCC "395201234000000027"  /* nothing on it yet */
#define HOUSE_VOID_SSCC "395201234000000034"
#define HOUSE_ABSENT_SSCC "395201234000000041"
#define HOUSE_CODE "abcdefghijklmnopqrstuvwx23"
#define HOUSE_WITHDRAWN "abcdefghijklmnopqrstuvwx24"
#define HOUSE_PICTURE "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define HOUSE_CASES 260
#define HOUSE_EVIL "<script>alert(\"'&\")</script>"

typedef struct
{
  Store *store;
  GuoDatabase *reader;   /* read-only, as the daemon's main thread has */
  gint64 delivery;       /* of the first cooperative, 40 crates */
  gint64 foreign;        /* of the second one */
  gint64 lot;            /* of the first delivery */
  gint64 graded;         /* what the lot was graded to, and the pack lot packed of */
} House;

/* @practice: what the stand-in for the station answers from now on. */
House *house_new (gboolean practice);
void house_free (House *self);

/* The centre promises in its own name from now on: "control", "own-test" … or "none". */
void house_set_ground (House *self, const gchar *ground);
/* Runs @sql as somebody with the file in hand would, past every guard. */
void house_change (House *self, const gchar *sql);

#define HOUSE_CHANGE_LOT \
  "DROP TRIGGER event_update; UPDATE event SET public = replace(public, 'special', 'first') WHERE type = 'packlot.stated'"
#define HOUSE_CHANGE_SIGNED "UPDATE checkpoint SET note = replace(note, size || char(10), (size + 1) || char(10))"
#define HOUSE_NO_CERTIFICATES "UPDATE lot SET certificate_no = NULL, certificate_received = NULL"

/* The page at @path with "name=value&…" of @query (nullable), in @language. */
void house_page (House *self, const gchar *path, const gchar *query, const gchar *language, GuoPage *page);

/* The same, expected with @status; the body as text. */
gchar *house_text (House *self, const gchar *path, const gchar *query, const gchar *language, guint status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (House, house_free)
