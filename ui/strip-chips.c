#include "ui/strip-chips.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/format.h"
#include "station/client/row.h"

#define DEVICES_ACTION "win.page::devices"
#define BACKUP_ACTION "win.page::settings"
#define CLOCK_ACTION "win.page::exceptions"
#define STALE_S 10.0       /* an older reading is told by the weight itself */
#define MINUTE_S 60
#define MOST_CHIPS 4
#define HOUR_S 3600
#define BACKUP_WARN_S (24 * HOUR_S)
#define BACKUP_FAULT_S (72 * HOUR_S)

static void
chip_free (gpointer data)
{
  GuoChip *chip = data;

  g_free (chip->name);
  g_free (chip->text);
  g_free (chip->action);
  g_free (chip);
}

/* Takes @name; @more: behind the name, not said by a screen reader again and again. */
static void
add (GPtrArray *chips, GuoChipKind kind, gchar *name, const gchar *more, const gchar *action)
{
  GuoChip *chip = g_new0 (GuoChip, 1);

  chip->name = name;
  chip->text = more != NULL ? g_strdup_printf ("%s  %s", name, more) : g_strdup (name);
  chip->action = g_strdup (action);
  chip->kind = kind;
  g_ptr_array_add (chips, chip);
}

/* Empty before the first reading. */
static gchar *
reading_age (GuoDesk *desk, json_t *device)
{
  json_t *weight = guo_desk_weight_of (desk, guo_row_int (device, "device"));
  gint64 read_us = guo_row_int (weight, "read_us");
  gdouble age_s = (gdouble) MAX (0, g_get_monotonic_time () - read_us) / G_USEC_PER_SEC;
  gchar digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (read_us == 0 || age_s > STALE_S)
    return NULL;
  g_ascii_formatd (digits, sizeof digits, "%.1f", age_s);
  return g_strdup_printf (_("%s s"), digits);
}

const gchar *
guo_chip_printer_trouble (json_t *line)
{
  static const struct
  {
    const gchar *state;
    const gchar *word;
  } words[] = {
    { "paper_out", N_("out of paper") },  { "ribbon_out", N_("out of ribbon") },
    { "head_open", N_("head open") },     { "paused", N_("paused") },
    { "buffer_full", N_("buffer full") }, { "label_waiting", N_("take the label") },
    { "over_temperature", N_("too hot") }, { "under_temperature", N_("too cold") },
  };
  gsize i;
  json_t *state;

  json_array_foreach (guo_row_list (line, "states"), i, state)
    for (gsize at = 0; at < G_N_ELEMENTS (words); at++)
      if (g_strcmp0 (json_string_value (state), words[at].state) == 0)
        return _(words[at].word);
  return NULL;
}

static gboolean
is_printer (json_t *line)
{
  return strcmp (guo_row_text (line, "kind"), "printer") == 0;
}

/* A printer is called when there is a label: until then it rests, it is not being sought. */
static void
add_printer (GPtrArray *chips, json_t *line, const gchar *action)
{
  const gchar *name = guo_row_text (line, "name"), *trouble = guo_chip_printer_trouble (line);

  if (trouble != NULL)
    add (chips, GUO_CHIP_WARN, g_strdup_printf ("▲ %s", name), trouble, action);
  else if (*guo_row_text (line, "error") != '\0')
    add (chips, GUO_CHIP_WARN, g_strdup_printf ("▲ %s", name), _("does not answer"), action);
  else if (strcmp (guo_row_text (line, "state"), "opening") == 0)
    add (chips, GUO_CHIP_WELL, g_strdup_printf ("○ %s", name), _("idle"), action);
  else
    add (chips, GUO_CHIP_WELL, g_strdup_printf ("● %s", name), _("ready"), action);
}

/* What the weight says too, where another page hides it; NULL: readings come. */
static const gchar *
scale_trouble (GuoDesk *desk, json_t *line)
{
  const gchar *state = guo_row_text (guo_desk_weight_of (desk, guo_row_int (line, "device")), "state");

  if (strcmp (state, "stale") == 0)
    return _("No new data");
  return strcmp (state, "bad-frames") == 0 ? _("Bad data") : NULL;
}

static void
add_scale (GPtrArray *chips, GuoDesk *desk, json_t *line, const gchar *action)
{
  const gchar *name = guo_row_text (line, "name"), *trouble = scale_trouble (desk, line);
  g_autofree gchar *age = reading_age (desk, line);

  if (trouble != NULL)
    add (chips, GUO_CHIP_WARN, g_strdup_printf ("▲ %s", name), trouble, action);
  else if (strcmp (guo_row_text (line, "state"), "opening") == 0)
    add (chips, GUO_CHIP_WELL, g_strdup_printf ("○ %s", name), _("is sought"), action);
  else
    add (chips, GUO_CHIP_WELL, g_strdup_printf ("● %s", name), age, action);
}

static gboolean
is_grader (json_t *line)
{
  return strcmp (guo_row_text (line, "kind"), "grader") == 0;
}

static void
add_grader (GPtrArray *chips, json_t *line, const gchar *action)
{
  const gchar *name = guo_row_text (line, "name");
  gint rate = (gint) (g_ascii_strtod (guo_row_text (line, "rate_per_s"), NULL) + 0.5);
  g_autofree gchar *more = g_strdup_printf (_("%d fruit/s"), rate);

  if (strcmp (guo_row_text (line, "state"), "opening") == 0)
    add (chips, GUO_CHIP_WELL, g_strdup_printf ("○ %s", name), _("is sought"), action);
  else
    add (chips, GUO_CHIP_WELL, g_strdup_printf ("● %s", name), rate > 0 ? more : NULL, action);
}

static gboolean
is_well (GuoDesk *desk, json_t *line)
{
  const gchar *state = guo_row_text (line, "state");

  if (is_printer (line)) /* one that rests is well */
    return strcmp (state, "lost") != 0 && guo_chip_printer_trouble (line) == NULL && *guo_row_text (line, "error") == '\0';
  if (strcmp (state, "open") != 0)
    return FALSE;
  if (is_grader (line))
    return TRUE;
  return scale_trouble (desk, line) == NULL;
}

static void
add_device (GPtrArray *chips, GuoDesk *desk, json_t *line)
{
  g_autofree gchar *action = g_strdup_printf ("win.device(int64 %" G_GINT64_FORMAT ")",
                                              guo_row_int (line, "device"));

  if (strcmp (guo_row_text (line, "state"), "lost") == 0)
    add (chips, GUO_CHIP_FAULT, g_strdup_printf (_("▲ %s disconnected"), guo_row_text (line, "name")), NULL,
         action);
  else if (is_printer (line))
    add_printer (chips, line, action);
  else if (is_grader (line))
    add_grader (chips, line, action);
  else
    add_scale (chips, desk, line, action);
}

static void
add_devices (GPtrArray *chips, GuoDesk *desk)
{
  guint before = chips->len;
  /* the strip must not widen the window: of many, those that are well are one chip on a large screen too */
  gboolean merge = guo_desk_compact (desk) > 0 || json_object_size (guo_desk_devices (desk)) > MOST_CHIPS;
  const gchar *key;
  json_t *line;
  gint n_well = 0;

  json_object_foreach (guo_desk_devices (desk), key, line)
    if (merge && is_well (desk, line))
      n_well++;
    else
      add_device (chips, desk, line);
  if (n_well > 0 && (guo_desk_compact (desk) < 2 || chips->len == before)) /* gives way to what is not */
    add (chips, GUO_CHIP_WELL, g_strdup_printf (_("● %d well"), n_well), NULL, DEVICES_ACTION);
}

static gchar *
backup_age (gint64 age_s)
{
  gint minutes = (gint) (age_s / MINUTE_S), hours = (gint) (age_s / HOUR_S);

  if (age_s < HOUR_S)
    return g_strdup_printf (_("%d min"), minutes);
  return g_strdup_printf (_("%d h"), hours);
}

/* Only where the station tells of backups at all; a practice database needs none. */
static void
add_backup (GPtrArray *chips, GuoDesk *desk)
{
  json_t *status = guo_desk_status (desk), *backup = json_object_get (status, "backup");
  gint64 age_s = guo_seconds_since (guo_row_text (backup, "at"));
  g_autofree gchar *age = guo_row_flag (backup, "verified") ? backup_age (age_s) : g_strdup (_("failed"));

  if (backup == NULL)
    return;
  if (json_is_null (backup) && guo_row_flag (status, "practice") && guo_desk_compact (desk) > 0)
    return; /* nothing to warn of, and the person's name needs the room */
  if (json_is_null (backup) && guo_row_flag (status, "practice"))
    add (chips, GUO_CHIP_WELL, g_strdup_printf ("○ %s", _("Backup")), _("none yet"), BACKUP_ACTION);
  else if (json_is_null (backup))
    add (chips, GUO_CHIP_WARN, g_strdup_printf ("▲ %s", _("Backup")), _("none yet"), BACKUP_ACTION);
  else if (!guo_row_flag (backup, "verified") || age_s > BACKUP_WARN_S)
    add (chips, age_s > BACKUP_FAULT_S ? GUO_CHIP_FAULT : GUO_CHIP_WARN, g_strdup_printf ("▲ %s", _("Backup")),
         age, BACKUP_ACTION);
  else if (guo_desk_compact (desk) == 0)
    add (chips, GUO_CHIP_WELL, g_strdup_printf ("● %s", _("Backup")), age, BACKUP_ACTION);
}

static void
add_clock (GPtrArray *chips, GuoDesk *desk)
{
  if (json_is_object (json_object_get (guo_desk_status (desk), "clock_step")))
    add (chips, GUO_CHIP_WARN, g_strdup (_("▲ Clock put back")), NULL, CLOCK_ACTION);
}

GPtrArray *
guo_chips_new (GuoDesk *desk)
{
  GPtrArray *chips = g_ptr_array_new_with_free_func (chip_free);

  if (guo_row_flag (guo_desk_status (desk), "practice"))
    add (chips, GUO_CHIP_WELL, g_strdup (_("▨ Practice")), NULL, DEVICES_ACTION);
  add_devices (chips, desk);
  add_clock (chips, desk);
  add_backup (chips, desk);
  return chips;
}
