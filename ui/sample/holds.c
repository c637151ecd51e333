#include "ui/sample/holds.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/grade-words.h"
#include "station/client/row.h"
#include "station/client/sample-text.h"
#include "ui/act.h"
#include "ui/banner.h"
#include "ui/grade/sheets.h"
#include "ui/sample/marks.h"
#include "ui/widgets/form.h"
#include "ui/widgets/options.h"

#define BANNER "held"
#define WATCH_KEY "holds-watch"
#define HOLDS_MOST 9 /* each has a digit */
#define REPEAT "repeat"
#define OTHER "other"

typedef struct
{
  GuoDesk *desk;
  json_t  *holds; /* (nullable): those that stand, newest first */
} Watch;

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  json_decref (watch->holds);
  g_object_unref (watch->desk);
  g_free (watch);
}

static Watch *
watch_of (gpointer page)
{
  return g_object_get_data (page, WATCH_KEY);
}

/* "R-0716-01 Special class", "QS-0716-01" */
static gchar *
scope_of (json_t *hold)
{
  const gchar *class = guo_grade_class_of (hold, "grade_class");

  if (!guo_row_has (hold, "run"))
    return g_strdup (guo_row_text (hold, "lot_no"));
  return g_strdup_printf ("%s%s%s", guo_row_text (hold, "run_no"), *class != '\0' ? " " : "", class);
}

static void
show_banner (GtkWidget *page, Watch *watch)
{
  static const GuoBannerKey keys[] = { { N_("Release"), "holds.release" }, { NULL, NULL } };
  GuoBannerKey shown[G_N_ELEMENTS (keys)] = { { _(keys[0].word), keys[0].action }, { NULL, NULL } };
  gsize n = json_array_size (watch->holds);
  g_autofree gchar *scope = scope_of (json_array_get (watch->holds, 0));
  g_autofree gchar *why = guo_sample_hold (json_array_get (watch->holds, 0));
  g_autofree gchar *text = NULL;

  if (n == 0)
    {
      guo_banner_clear (page, BANNER);
      return;
    }
  text = n == 1 ? g_strdup_printf (_("■ %s is held: %s"), scope, why)
                : g_strdup_printf (_("■ %s is held: %s (+%d more)"), scope, why, (gint) n - 1);
  guo_banner_set (page, BANNER, GUO_BANNER_WARN, text, shown);
}

static void
holds_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Watch *watch = watch_of (owner);

  if (answer == NULL)
    return;
  json_decref (watch->holds);
  watch->holds = json_incref (guo_row_list (answer, "rows"));
  if (gtk_widget_get_mapped (owner))
    show_banner (owner, watch);
}

static void
reload (GtkWidget *page)
{
  Watch *watch = watch_of (page);

  if (guo_desk_connected (watch->desk) && gtk_widget_get_mapped (page))
    guo_desk_send (watch->desk, "GET", "/v1/holds?state=held", NULL, page, holds_arrived, NULL);
}

static void
hidden (GtkWidget *page)
{
  guo_banner_clear (page, BANNER);
}

/* Only what may change a hold is a reason to ask. */
static void
committed (GtkWidget *page, json_t *line)
{
  const gchar *type = guo_row_text (line, "type");

  if (g_str_has_prefix (type, "hold.") || g_str_has_prefix (type, "sample.") || strcmp (type, "fact.voided") == 0)
    reload (page);
}

void
guo_holds_watch (GtkWidget *page, GuoDesk *desk)
{
  Watch *watch = g_new0 (Watch, 1);

  watch->desk = g_object_ref (desk);
  g_object_set_data_full (G_OBJECT (page), WATCH_KEY, watch, watch_free);
  g_signal_connect_object (desk, "connection", G_CALLBACK (reload), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "committed", G_CALLBACK (committed), page, G_CONNECT_SWAPPED);
  g_signal_connect (page, "map", G_CALLBACK (reload), NULL);
  g_signal_connect (page, "unmap", G_CALLBACK (hidden), NULL);
}

/* Release */

static void
released (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GuoDesk *desk = data;

  if (answer == NULL)
    {
      guo_grade_tell (owner, desk, error);
      return;
    }
  guo_sounds_play (guo_desk_sounds (desk), GUO_SOUND_RECORDED);
  guo_desk_say (desk, _("✓ Released; what was judged stays in the record"), NULL, FALSE);
}

static void
submitted (GuoForm *form)
{
  GtkWidget *page = guo_grade_sheet_page (form);
  GuoDesk *desk = guo_grade_sheet_desk (form);
  json_t *hold = g_object_get_data (G_OBJECT (form), "hold");
  g_autofree gchar *path = g_strdup_printf ("/v1/holds/%" G_GINT64_FORMAT "/release", guo_row_int (hold, "id"));
  gboolean repeat = strcmp (guo_form_text (form, "because"), REPEAT) == 0;
  const gchar *reason = guo_form_text (form, "reason");
  json_t *body;

  if (!repeat && *reason == '\0')
    {
      guo_form_refuse (form, _("Say why it may go on."));
      return;
    }
  body = json_pack ("{s:s}", "reason", repeat ? _("A repeat sample passed") : reason);
  if (repeat)
    json_object_set (body, "sample", json_object_get (hold, "later_passed"));
  guo_act_in_form (page, desk, path, body, released, desk);
}

static void
because_chosen (GuoForm *form)
{
  guo_form_set_field_visible (form, "reason", strcmp (guo_form_text (form, "because"), REPEAT) != 0);
}

static void
open_release (GtkWidget *page, GuoDesk *desk, json_t *hold)
{
  g_autofree gchar *why = guo_sample_hold (hold);
  g_autofree gchar *scope = scope_of (hold);
  g_autofree gchar *title = g_strdup_printf (_("Release %s?"), scope);
  g_autofree gchar *text
    = g_strdup_printf (_("Held by %s: %s. What was judged stays in the record."), guo_row_text (hold, "actor_name"), why);
  GtkWidget *form = guo_form_new (text, _("Release"));

  if (guo_row_has (hold, "later_passed"))
    {
      GuoChoice *choice = guo_form_add_choice (GUO_FORM (form), "because", _("Why it may go on"));

      guo_choice_add (choice, REPEAT, _("A repeat sample passed"));
      guo_choice_add (choice, OTHER, _("Another reason"));
      guo_choice_select (choice, REPEAT);
      g_signal_connect_object (choice, "chosen", G_CALLBACK (because_chosen), form, G_CONNECT_SWAPPED);
    }
  guo_form_add_entry (GUO_FORM (form), "reason", _("Reason"), GTK_INPUT_PURPOSE_FREE_FORM, NULL);
  because_chosen (GUO_FORM (form));
  g_object_set_data_full (G_OBJECT (form), "hold", json_incref (hold), (GDestroyNotify) json_decref);
  g_signal_connect (form, "submitted", G_CALLBACK (submitted), NULL);
  guo_grade_open_sheet (page, desk, title, form);
}

static void
hold_chosen (GuoOptions *options, const gchar *value)
{
  GtkWidget *page = guo_grade_sheet_page (options);
  Watch *watch = watch_of (page);
  json_t *hold = json_array_get (watch->holds, (gsize) g_ascii_strtoull (value, NULL, 10));

  if (hold != NULL)
    open_release (page, watch->desk, hold);
}

static void
release_activated (GtkWidget *page, const gchar *action, GVariant *parameter)
{
  Watch *watch = watch_of (page);
  GtkWidget *options;
  gsize i;
  json_t *hold;

  if (json_array_size (watch->holds) == 0)
    return;
  if (json_array_size (watch->holds) == 1)
    {
      open_release (page, watch->desk, json_array_get (watch->holds, 0));
      return;
    }
  options = guo_options_new (NULL);
  json_array_foreach (watch->holds, i, hold)
    {
      g_autofree gchar *key = g_strdup_printf ("%u", (guint) i);
      g_autofree gchar *scope = scope_of (hold);
      g_autofree gchar *why = guo_sample_hold (hold);

      if (i < HOLDS_MOST)
        guo_options_add_detail (GUO_OPTIONS (options), key, scope, why);
    }
  g_signal_connect (options, "chosen", G_CALLBACK (hold_chosen), NULL);
  guo_grade_open_sheet (page, watch->desk, _("Which hold is released?"), options);
}

void
guo_holds_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "holds.release", NULL, release_activated);
}
