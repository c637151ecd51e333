#include "ui/deliver/newcomer.h"

#include <string.h>

#include <glib/gi18n.h>

#include "station/client/row.h"
#include "ui/who.h"
#include "ui/widgets/sheet.h"

#define SAVE_KEY "guo-newcomer"
#define ASKED_KEY "guo-newcomer-asked"
#define NEW_COOPERATIVE "0"

/* What is saved so far; lives as long as the form. */
typedef struct
{
  GuoDesk   *desk;
  json_t    *approver;
  json_t    *grower;
  gint64     cooperative;
  GuoAnswer  done;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_clear_object (&save->desk);
  json_decref (save->approver);
  json_decref (save->grower);
  g_free (save);
}

static void save_next (GuoForm *form, Save *save);

static void
post (GuoForm *form, Save *save, const gchar *path, json_t *body, GuoAnswer answered)
{
  if (save->approver != NULL)
    json_object_set (body, "approver", save->approver);
  guo_form_set_busy (form, TRUE);
  guo_desk_send (save->desk, "POST", path, body, form, answered, save);
}

static gboolean
refused (GuoForm *form, json_t *answer, const GError *error)
{
  guo_form_set_busy (form, FALSE);
  if (answer == NULL)
    guo_form_refuse (form, error->message);
  return answer == NULL;
}

static void
cooperative_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Save *save = data;

  if (refused (owner, answer, error))
    return;
  save->cooperative = guo_row_int (answer, "id");
  save_next (owner, save);
}

static void
grower_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Save *save = data;

  if (refused (owner, answer, error))
    return;
  save->grower = json_incref (answer);
  save_next (owner, save);
}

static void
plot_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Save *save = data;

  if (!refused (owner, answer, error))
    save->done (owner, save->grower, NULL, NULL);
}

static void
save_cooperative (GuoForm *form, Save *save)
{
  const gchar *code = guo_form_text (form, "code");
  json_t *body = json_pack ("{ssss}", "kind", "cooperative", "name",
                            guo_form_text (form, "cooperative-name"));

  if (*code != '\0')
    json_object_set_new (body, "code", json_string (code));
  post (form, save, "/v1/parties", body, cooperative_saved);
}

static void
save_plot (GuoForm *form, Save *save)
{
  json_t *body = json_pack ("{sIss}", "grower", guo_row_int (save->grower, "id"), "name",
                            guo_form_text (form, "plot"));

  if (*guo_form_text (form, "mu") != '\0')
    json_object_set_new (body, "area_mu", json_string (guo_form_text (form, "mu")));
  post (form, save, "/v1/plots", body, plot_saved);
}

static void
save_next (GuoForm *form, Save *save)
{
  if (save->cooperative == 0)
    save_cooperative (form, save);
  else if (save->grower == NULL)
    post (form, save, "/v1/parties",
          json_pack ("{sssssI}", "kind", "grower", "name", guo_form_text (form, "grower"),
                     "cooperative", save->cooperative), grower_saved);
  else if (*guo_form_text (form, "plot") != '\0')
    save_plot (form, save);
  else
    save->done (form, save->grower, NULL, NULL);
}

GtkWidget *
guo_newcomer_form_new (json_t *cooperatives, const gchar *why, const gchar *word)
{
  GtkWidget *form = guo_form_new (why, word);
  gsize i;
  json_t *row;

  guo_form_add_entry (GUO_FORM (form), "grower", _("Name of the grower"),
                      GTK_INPUT_PURPOSE_FREE_FORM, NULL);
  if (json_array_size (cooperatives) > 0)
    {
      GuoChoice *choice = guo_form_add_choice (GUO_FORM (form), "cooperative", _("Cooperative"));

      json_array_foreach (cooperatives, i, row)
        guo_choice_add_id (choice, guo_row_int (row, "id"), guo_row_text (row, "name"));
      guo_choice_add (choice, NEW_COOPERATIVE, _("A new one"));
      guo_choice_select_id (choice, guo_row_int (json_array_get (cooperatives, 0), "id"));
    }
  guo_form_add_entry (GUO_FORM (form), "cooperative-name", _("Name of a new cooperative"),
                      GTK_INPUT_PURPOSE_FREE_FORM, NULL);
  guo_form_add_entry (GUO_FORM (form), "code", _("Its letters in lot numbers, for example QS"),
                      GTK_INPUT_PURPOSE_ALPHA, NULL);
  guo_form_add_entry (GUO_FORM (form), "plot", _("Plot (may stay empty)"),
                      GTK_INPUT_PURPOSE_FREE_FORM, NULL);
  guo_form_add_entry (GUO_FORM (form), "mu", _("Area of the plot, mu (may stay empty)"),
                      GTK_INPUT_PURPOSE_NUMBER, NULL);
  return form;
}

static gint64
chosen_cooperative (GuoForm *form)
{
  return g_ascii_strtoll (guo_form_text (form, "cooperative"), NULL, 10);
}

/* Before anybody is called for a PIN. */
static gboolean
is_filled (GuoForm *form)
{
  if (*guo_form_text (form, "grower") == '\0')
    guo_form_refuse (form, _("Enter the name of the grower."));
  else if (chosen_cooperative (form) == 0 && *guo_form_text (form, "cooperative-name") == '\0')
    guo_form_refuse (form, _("Enter the name of the cooperative."));
  else
    return TRUE;
  return FALSE;
}

void
guo_newcomer_save (GuoForm *form, GuoDesk *desk, json_t *approver, GuoAnswer done)
{
  Save *save = g_object_get_data (G_OBJECT (form), SAVE_KEY);

  if (!is_filled (form))
    return;
  if (save == NULL)
    {
      save = g_new0 (Save, 1);
      save->desk = g_object_ref (desk);
      g_object_set_data_full (G_OBJECT (form), SAVE_KEY, save, save_free);
    }
  json_decref (save->approver);
  save->approver = json_incref (approver);
  save->done = done;
  if (save->cooperative == 0)
    save->cooperative = chosen_cooperative (form);
  save_next (form, save);
}

/* On the page: who asked, and the form that a PIN is asked for. */
typedef struct
{
  GuoDesk   *desk;
  GtkWidget *form; /* weak: under the PIN */
  GuoAnswer  done;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_clear_weak_pointer (&asked->form);
  g_object_unref (asked->desk);
  g_free (asked);
}

static void
approved (gpointer owner, json_t *approver)
{
  Asked *asked = g_object_get_data (owner, ASKED_KEY);

  if (asked->form == NULL)
    return;
  guo_sheet_back (owner);
  guo_newcomer_save (GUO_FORM (asked->form), asked->desk, approver, asked->done);
}

static void
submitted (GtkWidget *page, GuoForm *form)
{
  Asked *asked = g_object_get_data (G_OBJECT (page), ASKED_KEY);

  if (strcmp (guo_row_text (guo_desk_user (asked->desk), "role"), "supervisor") == 0)
    {
      guo_newcomer_save (form, asked->desk, NULL, asked->done);
      return;
    }
  if (!is_filled (form))
    return;
  g_set_weak_pointer (&asked->form, GTK_WIDGET (form));
  guo_who_approve (page, asked->desk, NULL, approved);
}

static void
cooperatives_arrived (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  GtkWidget *form;

  if (answer == NULL)
    return;
  form = guo_newcomer_form_new (guo_row_list (answer, "rows"), NULL, _("Save"));
  g_object_set_data (G_OBJECT (form), "page", owner);
  g_signal_connect_object (form, "submitted", G_CALLBACK (submitted), owner, G_CONNECT_SWAPPED);
  guo_sheet_open (owner, _("New grower"), form);
}

void
guo_newcomer_ask (GtkWidget *page, GuoDesk *desk, GuoAnswer done)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->desk = g_object_ref (desk);
  asked->done = done;
  g_object_set_data_full (G_OBJECT (page), ASKED_KEY, asked, asked_free);
  guo_desk_send (desk, "GET", "/v1/parties?kind=cooperative", NULL, page, cooperatives_arrived, NULL);
}
