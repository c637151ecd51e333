#include "ui/pack/ahead.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/client.h"
#include "station/client/row.h"
#include "station/client/zone.h"
#include "ui/act.h"
#include "ui/pack/case-ticks.h"
#include "ui/pack/row.h"
#include "ui/who.h"
#include "ui/widgets/form.h"
#include "ui/widgets/sheet.h"

#define COUNT_MOST 200
#define COUNT_USUAL "10"

/* Printing */

/* @days: from today */
static gchar *
day_in (gint days)
{
  g_autoptr(GDateTime) now = guo_zone_now ();
  g_autoptr(GDateTime) then = g_date_time_add_days (now, days);

  return g_date_time_format (then, "%F");
}

/* Labels of another day are put aside: the work of today goes on as it was. */
static void
printed (gpointer page, json_t *answer, const GError *error, gpointer data)
{
  GuoDesk *desk = data;
  guint n = (guint) json_array_size (guo_row_list (answer, "cases"));
  json_t *lot = json_object_get (answer, "lot");
  g_autofree gchar *today = day_in (0);
  g_autofree gchar *text = NULL;

  guo_sounds_play (guo_desk_sounds (desk), answer != NULL ? GUO_SOUND_RECORDED : GUO_SOUND_REFUSED);
  if (answer == NULL)
    return;
  if (strcmp (guo_row_text (lot, "packed_on"), today) != 0)
    {
      text = g_strdup_printf (ngettext ("✓ %u label for tomorrow goes to the printer", "✓ %u labels for tomorrow go to the printer", n), n);
      guo_desk_say (desk, text, NULL, FALSE);
      return;
    }
  text = g_strdup_printf (ngettext ("✓ %u label goes to the printer: scan it when its case is on the scale",
                                    "✓ %u labels go to the printer: scan each when its case is on the scale", n), n);
  guo_desk_say (desk, text, NULL, FALSE);
  gtk_widget_activate_action (page, "packing.use-pack-lot", "x", guo_row_int (lot, "id"));
}

static void
submitted (GuoForm *form)
{
  GuoDesk *desk = g_object_get_data (G_OBJECT (form), "desk");
  json_t *body = g_object_get_data (G_OBJECT (form), "body");
  const gchar *day = guo_form_text (form, "packed_on");
  guint64 n = 0;

  if (!g_ascii_string_to_unsigned (guo_form_text (form, "count"), 10, 1, COUNT_MOST, &n, NULL))
    {
      guo_form_refuse (form, _("Enter how many labels: 1 to 200."));
      return;
    }
  if (*day != '\0')
    json_object_set_new (body, "packed_on", json_string (day));
  else
    json_object_del (body, "packed_on");
  json_object_set_new (body, "count", json_integer ((json_int_t) n));
  guo_act (g_object_get_data (G_OBJECT (form), "page"), desk, "/v1/cases/reserve", json_deep_copy (body), FALSE, printed, desk);
}

void
guo_ahead_ask (GtkWidget *page, GuoDesk *desk, json_t *body, const gchar *what)
{
  g_autofree gchar *why = g_strdup_printf (_("%s. The labels say the day of packing, and are good on that day only."), what);
  g_autofree gchar *tomorrow = day_in (1);
  GtkWidget *form = guo_form_new (why, _("Print labels"));
  GuoChoice *days;

  g_object_set_data (G_OBJECT (form), "page", page);
  g_object_set_data_full (G_OBJECT (form), "desk", g_object_ref (desk), g_object_unref);
  g_object_set_data_full (G_OBJECT (form), "body", body, (GDestroyNotify) json_decref);
  guo_form_add_entry (GUO_FORM (form), "count", _("Number of labels"), GTK_INPUT_PURPOSE_DIGITS, COUNT_USUAL);
  days = guo_form_add_choice (GUO_FORM (form), "packed_on", _("Day of packing"));
  guo_choice_add (days, "", _("Today"));
  guo_choice_add (days, tomorrow, _("Tomorrow"));
  guo_choice_select (days, "");
  guo_form_sent_by_scan (GUO_FORM (form));
  g_signal_connect (form, "submitted", G_CALLBACK (submitted), NULL);
  guo_sheet_open (page, _("Print labels ahead"), form);
}

/* Those that are not used: declared void one after the other, each an act of its own; a refusal ends it. */
typedef struct
{
  GtkWidget *page; /* not owned: it is asked for by its own requests */
  GuoDesk   *desk;
  json_t    *labels;
  gsize      done;
  json_t    *approver; /* (nullable) */
} Voiding;

static void
voiding_free (gpointer data)
{
  Voiding *self = data;

  g_object_unref (self->desk);
  json_decref (self->labels);
  json_decref (self->approver);
  g_free (self);
}

static Voiding *
voiding_of (gpointer page)
{
  return g_object_get_data (page, "voiding");
}

static void void_next (Voiding *self);

static void
say_end (Voiding *self)
{
  g_autofree gchar *text = g_strdup_printf (ngettext ("✓ %u label is void", "✓ %u labels are void", (gulong) self->done),
                                            (guint) self->done);

  guo_desk_say (self->desk, text, NULL, FALSE);
  guo_sheet_close (self->page);
  gtk_widget_activate_action (self->page, "packing.reload", NULL);
}

static void
approved (gpointer page, json_t *approver)
{
  Voiding *self = voiding_of (page);

  if (self == NULL)
    return;
  json_decref (self->approver);
  self->approver = json_incref (approver);
  void_next (self);
}

static void
label_void (gpointer page, json_t *answer, const GError *error, gpointer data)
{
  Voiding *self = voiding_of (page);
  const gchar *code = guo_client_error_code (error);

  if (self == NULL)
    return;
  if (answer != NULL)
    {
      self->done++;
      void_next (self);
    }
  else if (strcmp (code, "supervisor-needed") == 0 || strcmp (code, "wrong-pin") == 0 || strcmp (code, "pin-wait") == 0)
    guo_who_approve (page, self->desk, strcmp (code, "supervisor-needed") == 0 ? NULL : error, approved);
  else
    guo_desk_say (self->desk, error->message, NULL, TRUE);
}

static void
void_next (Voiding *self)
{
  json_t *label = json_array_get (self->labels, self->done);
  g_autofree gchar *path = g_strdup_printf ("/v1/cases/%s/void", guo_row_text (label, "serial"));

  if (label == NULL)
    say_end (self);
  else
    guo_desk_send (self->desk, "POST", path, json_pack ("{sssO*}", "reason", _("Label not used"), "approver", self->approver),
                   self->page, label_void, NULL);
}

static void
unused_submitted (GuoForm *form)
{
  GtkWidget *page = g_object_get_data (G_OBJECT (form), "page");
  json_auto_t *labels = guo_case_ticks_get (g_object_get_data (G_OBJECT (form), "ticks"));
  Voiding *self;

  if (json_array_size (labels) == 0)
    {
      guo_form_refuse (form, _("Scan or tick the labels that are not used."));
      return;
    }
  self = g_new0 (Voiding, 1);
  self->page = page;
  self->desk = g_object_ref (g_object_get_data (G_OBJECT (form), "desk"));
  self->labels = json_incref (labels);
  g_object_set_data_full (G_OBJECT (page), "voiding", self, voiding_free);
  void_next (self);
}

static void
unused_arrived (gpointer page, json_t *answer, const GError *error, gpointer data)
{
  GuoDesk *desk = data;
  json_t *rows = guo_row_list (answer, "rows");
  gint n = (gint) json_array_size (rows);
  GtkWidget *form, *ticks;
  g_autofree gchar *why = g_strdup_printf (ngettext ("%d label is on no case. Scan those that are not used, or tick them.",
                                                     "%d labels are on no case. Scan those that are not used, or tick them.",
                                                     (gulong) n), n);

  if (error != NULL || n == 0)
    {
      guo_desk_say (desk, error != NULL ? error->message : _("✓ Every label that was printed ahead is on its case"), NULL, error != NULL);
      return;
    }
  form = guo_form_new (why, _("Declare void"));
  ticks = guo_case_ticks_new (desk, rows, "reserved");
  g_object_set_data (G_OBJECT (form), "page", page);
  g_object_set_data (G_OBJECT (form), "ticks", ticks);
  g_object_set_data_full (G_OBJECT (form), "desk", g_object_ref (desk), g_object_unref);
  guo_form_add_widget (GUO_FORM (form), ticks);
  guo_case_ticks_listen (GUO_CASE_TICKS (ticks), GUO_FORM (form));
  g_signal_connect (form, "submitted", G_CALLBACK (unused_submitted), NULL);
  guo_sheet_open (page, _("Labels without a case"), form);
  gtk_widget_grab_focus (ticks);
}

void
guo_ahead_ask_unused (GtkWidget *page, GuoDesk *desk)
{
  guo_desk_send (desk, "GET", "/v1/cases?state=reserved&limit=200", NULL, page, unused_arrived, desk);
}
