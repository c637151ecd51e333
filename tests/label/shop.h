/* A centre with fruit to pack and a simulated printer, for the tests of printing. */
#pragma once

#include "drivers/printer/bitmap.h"
#include "drivers/sim/printer-sim.h"
#include "station/writer.h"
#include "tests/station/fixture.h"

G_BEGIN_DECLS

typedef struct
{
  Fixture f;
  GuoPrinterServer *printer;
  gint64 device;
  gint64 lot;
  GuoWriter *writer;
  GuoDatabase *db; /* the test's own, read-only */
  GMutex lock;
  GPtrArray *paper; /* GuoBitmap that came out */
} Shop;

/* A lot to pack from, and (unless @scenario is NULL) a bound printer of @language. */
void shop_open (Shop *self, const gchar *language, const gchar *scenario);
void shop_close (Shop *self);
/* From start to stop commands go through the writer; outside, by fixture_do(). */
void shop_start (Shop *self);
void shop_stop (Shop *self);
/* Packs @n cases; returns the answer: "cases", "job". */
json_t *shop_pack (Shop *self, gint n, gint64 nominal_mg);
/* The labels of the answer's job. */
json_t *labels_of (Shop *self, json_t *packed);
/* State of one of them; caller frees. */
gchar *state_of (Shop *self, json_t *packed, gsize which);
void await_state (Shop *self, json_t *packed, gsize which, const gchar *state);
void assert_state (Shop *self, json_t *packed, gsize which, const gchar *state);
/* Labels on paper. */
guint printed (Shop *self);
const gchar *serial_of (json_t *packed, gsize which);

G_END_DECLS
