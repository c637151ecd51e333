/* The Grade page while a machine fills the run: how the machine does, what it counted, and by hand what it does not. */
#include "ui/grade/page-private.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/chart/amount.h"
#include "station/client/format.h"
#include "station/client/row.h"
#include "station/client/zone.h"
#include "ui/grade/sheets.h"
#include "ui/widgets/form.h"
#include "ui/widgets/sheet.h"

#define AGAIN_US G_USEC_PER_SEC /* the balance is asked for once a second at most */
#define QUIET_MS 10000          /* a machine that says nothing for so long is shown to */

static gboolean
has_machine (GuoGradePage *self)
{
  return guo_row_has (self->run, "machine");
}

gboolean
guo_grade_is_live (GuoGradePage *self)
{
  return has_machine (self) && !self->by_hand;
}

static json_t *
line_of (GuoGradePage *self)
{
  return self->run != NULL ? guo_desk_grade (self->desk, guo_row_int (self->run, "id")) : NULL;
}

/* "until 14:01": when the newest fruit came. */
static gchar *
until (json_t *line)
{
  g_autoptr(GDateTime) now = guo_zone_now ();
  g_autoptr(GDateTime) then = g_date_time_add (now, -guo_row_int (line, "age_ms") * 1000);
  g_autofree gchar *time = g_date_time_format (then, "%H:%M");

  if (guo_row_has (line, "age_ms"))
    return g_strdup_printf (_("until %s"), time);
  return g_strdup (_("until the restart"));
}

/* (nullable): nothing to say */
static gchar *
machine_text (json_t *line, gboolean *away)
{
  const gchar *name = guo_row_text (line, "machine_name"), *state = guo_row_text (line, "state");
  g_autofree gchar *stamp = until (line);
  gint rate = (gint) (g_ascii_strtod (guo_row_text (line, "rate_per_s"), NULL) + 0.5);
  gboolean quiet = guo_row_int (line, "age_ms") > QUIET_MS;

  *away = strcmp (state, "lost") == 0;
  if (*away && guo_row_int (line, "n") > 0)
    return g_strdup_printf (_("▲ %s disconnected · %s"), name, stamp);
  if (*away)
    return g_strdup_printf (_("▲ %s disconnected"), name);
  if (guo_row_int (line, "n") == 0)
    return g_strdup_printf (_("○ %s: no fruit yet"), name);
  if (strcmp (state, "open") != 0 || quiet || !guo_row_has (line, "age_ms"))
    return g_strdup_printf ("○ %s · %s", name, stamp);
  return g_strdup_printf (_("● %s %d fruit/s"), name, rate);
}

/* "12 lines lost · 3 unusable": what the run's figures do not have. */
static gchar *
missing_text (json_t *line)
{
  gint64 lost = guo_row_int (line, "lost"), rejected = guo_row_int (line, "rejected"), overrun = guo_row_int (line, "overrun");
  g_autofree gchar *n_lost = guo_chart_amount (lost, 1, 0), *n_rejected = guo_chart_amount (rejected, 1, 0);
  g_autofree gchar *n_overrun = guo_chart_amount (overrun, 1, 0);
  GString *text = g_string_new (NULL);

  if (lost > 0)
    g_string_append_printf (text, ngettext ("▲ %s line lost", "▲ %s lines lost", (gulong) lost), n_lost);
  if (rejected > 0)
    g_string_append_printf (text, ngettext (" ▲ %s line unusable", " ▲ %s lines unusable", (gulong) rejected), n_rejected);
  if (overrun > 0)
    g_string_append_printf (text, ngettext (" ▲ %s fruit not kept", " ▲ %s fruit not kept", (gulong) overrun), n_overrun);
  if (guo_row_has (line, "error"))
    g_string_append_printf (text, " ▲ %s", _("cannot be stored yet, waits"));
  g_strchug (text->str);
  return g_string_free (text, FALSE);
}

static void
set_text (GtkLabel *label, const gchar *text, gboolean visible)
{
  if (strcmp (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), visible && *text != '\0');
}

static void
show_machine (GuoGradePage *self)
{
  json_t *line = line_of (self), *counts = line;
  gboolean away = FALSE;
  g_autofree gchar *machine = line != NULL ? machine_text (line, &away) : g_strdup_printf ("○ %s", guo_row_text (self->run, "machine_name"));
  g_autofree gchar *missing = NULL;

  if (self->past != NULL || line == NULL)
    counts = json_object_get (self->past != NULL ? self->past : self->run, "fruit");
  missing = missing_text (counts);
  if (away)
    gtk_widget_add_css_class (GTK_WIDGET (self->machine_label), "row-warn");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->machine_label), "row-warn");
  set_text (self->machine_label, machine, has_machine (self) && self->past == NULL);
  set_text (self->lost_label, missing, self->past != NULL || has_machine (self));
  gtk_widget_set_visible (self->live_button, has_machine (self) && self->by_hand && self->past == NULL);
}

/* The focus rests on the one key, which is another one now. */
static void
move_focus (GuoGradePage *self, gboolean live)
{
  GtkWidget *from = GTK_WIDGET (live ? self->record_key : self->finish_key);
  GtkRoot *root = gtk_widget_get_root (from);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && (focus == from || (live && gtk_widget_is_ancestor (focus, self->weighing))))
    gtk_widget_grab_focus (GTK_WIDGET (live ? self->finish_key : self->record_key));
}

void
guo_grade_show_live (GuoGradePage *self)
{
  gboolean live = guo_grade_is_live (self), changed = gtk_widget_get_visible (GTK_WIDGET (self->live)) != (live && self->past == NULL);

  if (live)
    guo_grade_live_set (self->live, self->desk, self->run, line_of (self),
                        guo_screen_state_get_id (guo_desk_state (self->desk), GUO_GRADE_BOX));
  gtk_widget_set_visible (GTK_WIDGET (self->live), live && self->past == NULL);
  if (changed && self->past == NULL)
    move_focus (self, live);
  gtk_widget_set_visible (self->weighing, !live && self->past == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->past_view), self->past != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), guo_desk_compact (self->desk) < 2 || self->past != NULL || !has_machine (self)); /* gives way to how the machine does */
  if (live)
    gtk_widget_add_css_class (GTK_WIDGET (self->finish_key), "primary");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->finish_key), "primary");
  show_machine (self);
}

static void
figures_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoGradePage *self = owner;

  if (answer == NULL || guo_row_int (answer, "id") != guo_row_int (self->run, "id")
      || strcmp (guo_row_text (answer, "state"), "open") != 0)
    return;
  json_decref (self->run);
  self->run = json_incref (answer);
  guo_grade_show_figures (self);
}

/* What the station weighs against each other is asked of it: rules are not the page's. */
static void
line_arrived (GuoGradePage *self, json_t *line)
{
  gint64 now_us = g_get_monotonic_time (), n = guo_row_int (json_object_get (self->run, "fruit"), "n");
  g_autofree gchar *path = g_strdup_printf ("/v1/grade-runs/%" G_GINT64_FORMAT, guo_row_int (self->run, "id"));

  if (self->run == NULL || guo_row_int (line, "run") != guo_row_int (self->run, "id")
      || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  guo_grade_show_live (self);
  if (guo_row_int (line, "n") == n || now_us - self->asked_us < AGAIN_US || !guo_desk_connected (self->desk))
    return;
  self->asked_us = now_us;
  guo_desk_send (self->desk, "GET", path, NULL, self, figures_arrived, NULL);
}

void
guo_grade_look_at_scale (GuoGradePage *self)
{
  if (!guo_grade_is_live (self))
    return;
  self->by_hand = TRUE;
  self->kind = "cull"; /* of a class the machine counts: what is weighed would stand in its place */
  guo_grade_show_run (self);
}

static void
live_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);

  self->by_hand = FALSE;
  guo_grade_show_run (self);
}

/* Back from a finished run, or from the scale; a sheet takes its own. */
static gboolean
key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, gpointer user_data)
{
  GuoGradePage *self = user_data;

  if (keyval != GDK_KEY_Escape || (self->past == NULL && !(has_machine (self) && self->by_hand)))
    return FALSE;
  if (self->past != NULL)
    guo_grade_show_past (self, NULL);
  else
    live_activated (GTK_WIDGET (self), NULL, NULL);
  return TRUE;
}

/* Boxes */

static void
box_submitted (GuoForm *form)
{
  GtkWidget *page = guo_grade_sheet_page (form);
  const gchar *text = guo_form_text (form, "mass");
  gint64 mg = 0;

  if (*text != '\0' && !guo_parse_mass (text, &mg))
    {
      guo_form_refuse (form, _("Enter kilograms, for example 250."));
      return;
    }
  guo_screen_state_set_id (guo_desk_state (guo_grade_sheet_desk (form)), GUO_GRADE_BOX, mg);
  guo_sheet_close (page);
  guo_grade_show_live (GUO_GRADE_PAGE (page));
}

static void
box_activated (GtkWidget *widget, const gchar *action, GVariant *parameter)
{
  GuoGradePage *self = GUO_GRADE_PAGE (widget);
  gint64 mg = guo_screen_state_get_id (guo_desk_state (self->desk), GUO_GRADE_BOX);
  g_autofree gchar *now = mg > 0 ? guo_format_mass_plain (mg, 0) : g_strdup ("");
  GtkWidget *form = guo_form_new (_("The machine does not say when a box is changed: it is reckoned that each is full. Left "
                                    "empty, nothing is shown."), _("Use it"));

  guo_form_add_entry (GUO_FORM (form), "mass", _("A box at an outlet holds, kg"), GTK_INPUT_PURPOSE_NUMBER, now);
  g_signal_connect (form, "submitted", G_CALLBACK (box_submitted), NULL);
  guo_grade_open_sheet (widget, self->desk, _("Box at an outlet"), form);
}

void
guo_grade_follow_live (GuoGradePage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (self->desk, "grade", G_CALLBACK (line_arrived), self, G_CONNECT_SWAPPED);
}

void
guo_grade_install_live (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "grading.live", NULL, live_activated);
  gtk_widget_class_install_action (widget_class, "grading.box", NULL, box_activated);
}
