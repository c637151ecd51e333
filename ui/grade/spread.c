#include "ui/grade/spread.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/chart/amount.h"
#include "station/client/row.h"
#include "ui/grade/words.h"

#define MILLION G_GINT64_CONSTANT (1000000)
#define HUMP 5   /* the part of the highest by which a hump stands out */
#define MOST 10  /* between the tenth and the ninth tenth lie "eight of ten" */

static gint64
bound (json_t *mark, const gchar *key)
{
  return guo_row_has (mark, key) ? guo_row_int (mark, key) : GUO_SPREAD_NO_BOUND;
}

static guint
read_marks (GuoSpreadMark *marks, json_t *list)
{
  guint n = 0;
  gsize i;
  json_t *mark;

  json_array_foreach (list, i, mark)
    {
      const gchar *name = guo_grade_name (mark);

      if (n < GUO_SPREAD_MARKS)
        marks[n++] = (GuoSpreadMark) { bound (mark, "from"), bound (mark, "to"),
                                       *name != '\0' ? name : guo_row_text (mark, "grade_class"), guo_row_text (mark, "grade_class") };
    }
  return n;
}

static void
find_smallest (GuoSpread *self)
{
  self->smallest = GUO_SPREAD_NO_BOUND;
  for (guint i = 0; i < self->n_marks; i++)
    if (self->marks[i].from >= 0 && (self->smallest < 0 || self->marks[i].from < self->smallest))
      self->smallest = self->marks[i].from;
}

/* Of a closed run it is not kept how many fruit of a size were below grade: those are that are too small for any class. */
static void
reckon_below (GuoSpread *self)
{
  for (guint i = 0; i < self->n_bins; i++)
    if (self->first + (gint64) (i + 1) * self->step <= self->smallest)
      self->below[i] = self->n[i];
}

static void
read_bins (GuoSpread *self, json_t *spread)
{
  json_t *n = guo_row_list (spread, "n"), *below = guo_row_list (spread, "below"), *count;
  gsize i;

  self->first = guo_row_int (spread, "first");
  self->step = MAX (guo_row_int (spread, "step"), 1);
  json_array_foreach (n, i, count)
    {
      if (i >= GUO_SPREAD_BINS)
        break;
      self->n[i] = MAX (json_integer_value (count), 0);
      self->below[i] = CLAMP (json_integer_value (json_array_get (below, i)), 0, self->n[i]);
      self->total += self->n[i];
      self->n_bins = (guint) i + 1;
    }
}

void
guo_spread_read (GuoSpread *self, json_t *spread, json_t *sizing)
{
  *self = (GuoSpread) { .by_mass = strcmp (guo_row_text (spread, "by"), "mass") == 0 };
  self->median = guo_row_int (spread, "median");
  self->total = guo_row_int (spread, "less") + guo_row_int (spread, "more");
  read_bins (self, spread);
  if (strcmp (guo_row_text (sizing, "by"), self->by_mass ? "mass" : "diameter") == 0)
    self->n_marks = read_marks (self->marks, guo_row_list (sizing, "marks"));
  find_smallest (self);
  if (!guo_row_has (spread, "below"))
    reckon_below (self);
}

void
guo_spread_read_edited (GuoSpread *self, json_t *spread, const gchar *what, const gchar *unit)
{
  *self = (GuoSpread) { .what = what, .unit = unit };
  read_bins (self, spread);
  self->n_marks = read_marks (self->marks, guo_row_list (spread, "after"));
  self->n_old = read_marks (self->old, guo_row_list (spread, "before"));
  find_smallest (self);
}

const GuoSpreadMark *
guo_spread_mark (const GuoSpread *self, const gchar *key)
{
  for (guint i = 0; i < self->n_marks; i++)
    if (*self->marks[i].key != '\0' && strcmp (self->marks[i].key, key) == 0)
      return &self->marks[i];
  return NULL;
}

/* Three bins together, so that a bin more or less makes no hump. */
static gint64
smooth (const GuoSpread *self, guint i)
{
  return (i > 0 ? self->n[i - 1] : 0) + self->n[i] + (i + 1 < self->n_bins ? self->n[i + 1] : 0);
}

guint
guo_spread_peaks (const GuoSpread *self, gint64 *highest)
{
  gint64 most = 0, low = 0, high = 0;
  gboolean rising = TRUE;
  guint peaks = 0;

  *highest = 0;
  for (guint i = 0; i < self->n_bins; i++)
    if (smooth (self, i) > most)
      {
        most = smooth (self, i);
        *highest = self->first + (gint64) i * self->step + self->step / 2;
      }
  for (guint i = 0; i <= self->n_bins && most > 0; i++)
    {
      gint64 value = i < self->n_bins ? smooth (self, i) : 0;

      high = MAX (high, value);
      low = MIN (low, value);
      if (rising && (high - value) * HUMP >= most)
        {
          peaks++;
          rising = FALSE;
          low = value;
        }
      else if (!rising && (value - low) * HUMP >= most)
        {
          rising = TRUE;
          high = value;
        }
    }
  return peaks;
}

/* As many decimals as it has. */
static gchar *
decimal_text (gint64 millionths)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT, millionths / MILLION, millionths % MILLION);
  while (text->str[text->len - 1] == '0')
    g_string_truncate (text, text->len - 1);
  if (text->str[text->len - 1] == '.')
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

static gchar *
size_text (const GuoSpread *self, gint64 value)
{
  gint64 unit = self->by_mass ? 1000 : 10, tenths = (value * 10 + unit / 2) / unit;

  if (tenths % 10 == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, tenths / 10);
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT, tenths / 10, tenths % 10);
}

gchar *
guo_spread_value_text (const GuoSpread *self, gint64 value)
{
  return self->what != NULL ? decimal_text (MAX (value, 0)) : size_text (self, value);
}

const gchar *
guo_spread_unit (const GuoSpread *self)
{
  if (self->what != NULL)
    return self->unit;
  return self->by_mass ? "g" : "mm";
}

gchar *
guo_spread_range_text (const GuoSpread *self, const GuoSpreadMark *mark)
{
  g_autofree gchar *from = guo_spread_value_text (self, mark->from), *to = guo_spread_value_text (self, mark->to);

  if (mark->from >= 0 && mark->to >= 0)
    return g_strdup_printf ("%s–%s", from, to);
  if (mark->from >= 0)
    return g_strdup_printf ("≥ %s", from);
  return mark->to >= 0 ? g_strdup_printf ("< %s", to) : g_strdup ("");
}

/* The size that so many tenths of the fruit do not reach, to a bin. */
static gint64
reached (const GuoSpread *self, gint64 tenths)
{
  gint64 before = 0;

  for (guint i = 0; i < self->n_bins; i++)
    {
      before += self->n[i];
      if (before * MOST >= self->total * tenths)
        return self->first + ((gint64) i + (tenths > MOST / 2 ? 1 : 0)) * self->step;
    }
  return self->first;
}

static gchar *
peaks_text (const GuoSpread *self)
{
  gint64 at;
  guint peaks = guo_spread_peaks (self, &at);
  g_autofree gchar *highest = guo_spread_value_text (self, at);

  if (peaks <= 1)
    return g_strdup_printf (_("one peak at %s %s"), highest, guo_spread_unit (self));
  return g_strdup_printf (ngettext ("%u peak, the highest at %s %s", "%u peaks, the highest at %s %s", peaks), peaks, highest,
                          guo_spread_unit (self));
}

static gchar *
size_words (const GuoSpread *self)
{
  const gchar *what = self->by_mass ? _("Mass of the fruit") : _("Diameter of the fruit"), *unit = guo_spread_unit (self);
  g_autofree gchar *total = guo_chart_amount (self->total, 1, 0), *median = guo_spread_value_text (self, self->median);
  g_autofree gchar *least = guo_spread_value_text (self, reached (self, 1)), *most = guo_spread_value_text (self, reached (self, MOST - 1));
  g_autofree gchar *peaks = peaks_text (self), *below_text = NULL;
  gint64 below = 0;

  if (self->n_bins == 0)
    return g_strdup_printf (_("%s: none measured yet"), what);
  for (guint i = 0; i < self->n_bins; i++)
    below += self->below[i];
  below_text = guo_chart_amount (below, 1, 0);
  /* Translators: what a histogram shows: "Diameter of the fruit: 124 000 measured, median 38.1 mm, one peak at 39 mm, …" */
  return g_strdup_printf (_("%s: %s measured, median %s %s, %s, eight of ten from %s to %s %s, %s below grade"), what, total,
                          median, unit, peaks, least, most, unit, below_text);
}

/* "Extra ≥ 42; First 38–42" */
static gchar *
marks_text (const GuoSpread *self, const GuoSpreadMark *marks, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree gchar *range = guo_spread_range_text (self, &marks[i]);

      g_string_append_printf (text, "%s%s %s", i > 0 ? _("; ") : "", marks[i].word, *range != '\0' ? range : "—");
    }
  return g_string_free (text, FALSE);
}

/* The fruit, the limits as edited, and as they are where that is something else. */
static gchar *
edited_words (const GuoSpread *self)
{
  g_autofree gchar *total = guo_chart_amount (self->total, 1, 0), *now = marks_text (self, self->marks, self->n_marks);
  g_autofree gchar *before = marks_text (self, self->old, self->n_old);
  g_autofree gchar *least = guo_spread_value_text (self, reached (self, 1)), *most = guo_spread_value_text (self, reached (self, MOST - 1));
  GString *text = g_string_new (NULL);

  if (self->n_bins == 0)
    g_string_printf (text, _("%s: none measured yet"), self->what);
  else
    /* Translators: what a histogram shows: "diameter: 1 017 measured, eight of ten from 33 to 41 mm" */
    g_string_printf (text, _("%s: %s measured, eight of ten from %s to %s %s"), self->what, total, least, most, self->unit);
  if (self->n_marks > 0)
    g_string_append_printf (text, _(". Classes: %s"), now);
  if (strcmp (now, before) != 0 && *before != '\0')
    g_string_append_printf (text, _(". Before: %s"), before);
  return g_string_free (text, FALSE);
}

gchar *
guo_spread_words (const GuoSpread *self)
{
  return self->what != NULL ? edited_words (self) : size_words (self);
}
