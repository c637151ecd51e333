#include "drivers/detect.h"

#include "drivers/framer.h"
#include "drivers/registry.h"

#define LEAST_FRAMES 3
#define LEAST_PERMILLE 500

typedef struct
{
  const GuoScaleProtocol *protocol;
  GuoFramer *framer; /* owned */
  GuoReading last;
} Ear;

struct _GuoDetector
{
  GArray *ears;       /* of Ear */
  GArray *candidates; /* of GuoDetectCandidate */
};

static void
add_ear (GuoDetector *self, const GuoScaleProtocol *protocol, const GuoScaleConfig *config)
{
  const Ear ear = { .protocol = protocol, .framer = guo_framer_new (protocol, config) };

  g_array_append_val (self->ears, ear);
}

GuoDetector *
guo_detector_new (const GuoScaleProtocol *only, const GuoScaleConfig *config)
{
  GuoDetector *self = g_new0 (GuoDetector, 1);

  self->ears = g_array_new (FALSE, TRUE, sizeof (Ear));
  self->candidates = g_array_new (FALSE, TRUE, sizeof (GuoDetectCandidate));
  if (only != NULL)
    add_ear (self, only, config);
  for (const GuoScaleProtocol *const *at = guo_scale_protocols (); only == NULL && *at != NULL; at++)
    if (!(*at)->has_packets)
      add_ear (self, *at, NULL);
  return self;
}

void
guo_detector_free (GuoDetector *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->ears->len; i++)
    guo_framer_free (g_array_index (self->ears, Ear, i).framer);
  g_array_unref (self->ears);
  g_array_unref (self->candidates);
  g_free (self);
}

static void
keep_last (const GuoReading *reading, gpointer user_data)
{
  Ear *ear = user_data;

  ear->last = *reading;
}

void
guo_detector_push (GuoDetector *self, const guint8 *bytes, gsize len)
{
  for (guint i = 0; i < self->ears->len; i++)
    {
      Ear *ear = &g_array_index (self->ears, Ear, i);

      guo_framer_push (ear->framer, bytes, len, keep_last, ear);
    }
}

void
guo_detector_flush (GuoDetector *self)
{
  for (guint i = 0; i < self->ears->len; i++)
    {
      Ear *ear = &g_array_index (self->ears, Ear, i);

      guo_framer_flush (ear->framer, keep_last, ear);
    }
}

static gint
compare (gconstpointer a, gconstpointer b)
{
  const GuoDetectCandidate *one = a;
  const GuoDetectCandidate *two = b;

  if (one->explained_permille != two->explained_permille)
    return one->explained_permille > two->explained_permille ? -1 : 1;
  if (one->protocol->has_checksum != two->protocol->has_checksum)
    return one->protocol->has_checksum ? -1 : 1;
  if (one->protocol->poll != two->protocol->poll)
    return one->protocol->poll == GUO_POLL_LISTEN ? -1 : 1; /* it was heard: it was hardly asked */
  if (one->readings != two->readings)
    return one->readings > two->readings ? -1 : 1;
  return 0;
}

static void
judge (GuoDetector *self, const Ear *ear)
{
  const GuoFramerCounts *counts = guo_framer_counts (ear->framer);
  guint64 held = counts->bytes - counts->skipped;
  const GuoDetectCandidate candidate = {
    .protocol = ear->protocol,
    .readings = counts->readings,
    .bad = counts->bad,
    .explained_permille = counts->bytes > 0 ? (guint) (held * 1000 / counts->bytes) : 0,
    .last = ear->last,
  };

  if (counts->readings >= (ear->protocol->has_checksum ? 1 : LEAST_FRAMES) && candidate.explained_permille >= LEAST_PERMILLE)
    g_array_append_val (self->candidates, candidate);
}

static gboolean
same_weight (const GuoReading *a, const GuoReading *b)
{
  return a->has_value == b->has_value && a->overload == b->overload
         && (!a->has_value || (a->mantissa == b->mantissa && a->exponent == b->exponent && a->unit == b->unit));
}

const GuoDetectCandidate *
guo_detector_candidates (GuoDetector *self, gsize *n)
{
  GuoDetectCandidate *best;

  g_array_set_size (self->candidates, 0);
  for (guint i = 0; i < self->ears->len; i++)
    judge (self, &g_array_index (self->ears, Ear, i));
  g_array_sort (self->candidates, compare);
  best = (GuoDetectCandidate *) (gpointer) self->candidates->data;
  *n = 0;
  while (*n < self->candidates->len && best[*n].explained_permille * 2 >= best[0].explained_permille)
    {
      best[*n].differs = !same_weight (&best[*n].last, &best[0].last);
      (*n)++;
    }
  return best;
}
