#include "ui/weigh/finish-sheet.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/act.h"
#include "ui/weigh/ask.h"
#include "ui/weigh/slip.h"
#include "ui/widgets/options.h"
#include "ui/widgets/sheet.h"

#define DECIMALS 2

static const gchar *const again_reasons[] = { N_("Another copy"), N_("Badly printed"), N_("Slip lost") };

/* The slip */

static void
show_slip (GtkWidget *page, GuoDesk *desk, gint64 delivery, const gchar *no, gboolean issued)
{
  g_autofree gchar *title = g_strdup_printf (_("Slip %s"), no);

  guo_weigh_open_sheet (page, desk, title, guo_slip_new (desk, delivery, no, issued));
}

/* The delivery whose slip is asked for, kept by the page meanwhile. */
typedef struct
{
  GuoDesk *desk;
  gint64   delivery;
  gchar   *no;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_object_unref (wanted->desk);
  g_free (wanted->no);
  g_free (wanted);
}

static Wanted *
want (GtkWidget *page, GuoDesk *desk, gint64 delivery, const gchar *no)
{
  Wanted *wanted = g_new (Wanted, 1);

  *wanted = (Wanted) { g_object_ref (desk), delivery, g_strdup (no) };
  g_object_set_data_full (G_OBJECT (page), "guo-slip", wanted, wanted_free);
  return wanted;
}

static void
issued (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Wanted *wanted = g_object_get_data (owner, "guo-slip");

  if (answer != NULL)
    show_slip (owner, wanted->desk, wanted->delivery, wanted->no, TRUE);
}

/* @reason: (nullable): why once more */
static void
issue (GtkWidget *page, Wanted *wanted, const gchar *reason)
{
  g_autofree gchar *path = g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT "/slip", wanted->delivery);
  json_t *body = json_object ();

  if (reason != NULL)
    json_object_set_new (body, "reason", json_string (reason));
  guo_act (page, wanted->desk, path, body, FALSE, issued, NULL);
}

static void
reason_chosen (GuoOptions *options, const gchar *reason)
{
  GtkWidget *page = guo_weigh_sheet_page (options);
  g_autofree gchar *kept = g_strdup (reason);

  issue (page, g_object_get_data (G_OBJECT (page), "guo-slip"), kept);
}

void
guo_weigh_show_slip (GtkWidget *page, GuoDesk *desk, gint64 delivery, const gchar *no)
{
  GtkWidget *options;

  if (delivery == guo_row_int (guo_desk_delivery (desk), "id"))
    {
      show_slip (page, desk, delivery, no, FALSE);
      return;
    }
  want (page, desk, delivery, no);
  options = guo_options_new (_("Why once more? The slip is marked as a reprint."));
  for (gsize i = 0; i < G_N_ELEMENTS (again_reasons); i++)
    guo_options_add (GUO_OPTIONS (options), _(again_reasons[i]), _(again_reasons[i]));
  g_signal_connect (options, "chosen", G_CALLBACK (reason_chosen), NULL);
  guo_weigh_open_sheet (page, desk, _("Print the slip again?"), options);
}

/* The end of a delivery */

static void
finished (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Wanted *wanted = g_object_get_data (owner, "guo-slip");
  g_autoptr(GuoDesk) desk = g_object_ref (wanted->desk);
  g_autofree gchar *text = NULL;

  guo_sounds_play (guo_desk_sounds (desk), answer != NULL ? GUO_SOUND_RECORDED : GUO_SOUND_REFUSED);
  if (answer == NULL)
    return;
  text = g_strdup_printf (_("✓ Delivery %s is complete"), wanted->no);
  guo_screen_state_set_id (guo_desk_state (desk), "last-delivery", wanted->delivery);
  guo_screen_state_set (guo_desk_state (desk), "last-delivery-no", wanted->no);
  guo_desk_set_delivery (desk, 0);
  guo_desk_say (desk, text, NULL, FALSE);
  if (data != NULL)
    issue (owner, wanted, NULL);
  else
    gtk_widget_activate_action (owner, "win.page", "s", "deliver");
}

static void
chosen (GuoOptions *options, const gchar *value)
{
  GuoDesk *desk = guo_weigh_sheet_desk (options);
  GtkWidget *page = guo_weigh_sheet_page (options);
  json_t *delivery = guo_desk_delivery (desk);
  g_autofree gchar *path = g_strdup_printf ("/v1/deliveries/%" G_GINT64_FORMAT "/close",
                                            guo_row_int (delivery, "id"));
  gboolean slip = strcmp (value, "slip") == 0;

  if (strcmp (value, "no") == 0)
    {
      guo_sheet_close (GTK_WIDGET (options));
      return;
    }
  want (page, desk, guo_row_int (delivery, "id"), guo_row_text (delivery, "no"));
  guo_act (page, desk, path, json_object (), FALSE, finished, GINT_TO_POINTER (slip));
}

void
guo_weigh_ask_finish (GtkWidget *page, GuoDesk *desk)
{
  json_t *delivery = guo_desk_delivery (desk);
  gint crates = (gint) guo_row_int (delivery, "crates");
  g_autofree gchar *net = guo_desk_mass (desk, guo_row_int (delivery, "net_mg"), DECIMALS);
  g_autofree gchar *question = g_strdup_printf (ngettext ("%d crate, %s. Print the slip?",
                                                          "%d crates, %s. Print the slip?",
                                                          (gulong) crates), crates, net);
  GtkWidget *options = guo_options_new (question);

  guo_options_add (GUO_OPTIONS (options), "slip", _("Yes, complete"));
  guo_options_add (GUO_OPTIONS (options), "close", _("Complete, no slip"));
  guo_options_add (GUO_OPTIONS (options), "no", _("No, weigh on"));
  g_signal_connect (options, "chosen", G_CALLBACK (chosen), NULL);
  guo_weigh_open_sheet (page, desk, _("Finish"), options);
}
