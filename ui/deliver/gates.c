#include "ui/deliver/gates.h"

#include <string.h>

#include <glib/gi18n.h>

#include "ui/widgets/form.h"
#include "ui/widgets/sheet.h"

static const gchar *const reasons[] = {
  N_("A test report was shown"),
  N_("The log is wrong"),
  N_("It will be brought later today"),
};

#define OTHER "other"
#define ASKED_KEY "guo-gates"

typedef struct
{
  GtkWidget    *owner;      /* outlives the sheet */
  GuoGateReason done;
} Asked;

static void
submitted (GuoForm *form)
{
  Asked *asked = g_object_get_data (G_OBJECT (form), ASKED_KEY);
  const gchar *chosen = guo_form_text (form, "reason");
  g_autofree gchar *reason =
    g_strstrip (g_strdup (strcmp (chosen, OTHER) == 0 ? guo_form_text (form, "text") : chosen));

  if (*reason == '\0')
    guo_form_refuse (form, _("Say why."));
  else
    asked->done (asked->owner, reason);
}

static void
show_text (GuoForm *form)
{
  guo_form_set_field_visible (form, "text", strcmp (guo_form_text (form, "reason"), OTHER) == 0);
}

void
guo_gates_ask (GtkWidget *owner, const gchar *sentence, GuoGateReason done)
{
  GtkWidget *form = guo_form_new (sentence, _("Let it in"));
  GuoChoice *choice = guo_form_add_choice (GUO_FORM (form), "reason", _("Why it may come in"));
  Asked *asked = g_new0 (Asked, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    guo_choice_add (choice, _(reasons[i]), _(reasons[i]));
  guo_choice_add (choice, OTHER, _("Another reason"));
  guo_form_add_entry (GUO_FORM (form), "text", _("The reason"), GTK_INPUT_PURPOSE_FREE_FORM, NULL);
  guo_choice_select (choice, _(reasons[0]));
  show_text (GUO_FORM (form));
  asked->owner = owner;
  asked->done = done;
  g_object_set_data_full (G_OBJECT (form), ASKED_KEY, asked, g_free);
  g_signal_connect_object (choice, "chosen", G_CALLBACK (show_text), form, G_CONNECT_SWAPPED);
  g_signal_connect (form, "submitted", G_CALLBACK (submitted), NULL);
  guo_sheet_open (owner, _("Held back"), form);
}

gboolean
guo_gates_stopped (const gchar *code)
{
  return strcmp (code, "interval-not-over") == 0 || strcmp (code, "certificate-missing") == 0;
}
