#include "ui/setup/products.h"

#include <glib/gi18n.h>

#include "station/client/row.h"

/* Names go into the records, in both languages; the season of citrus runs over New Year. */
static const struct
{
  const gchar *name;
  const gchar *name_en;
  const gchar *kind;
  const gchar *season_from;
  gboolean     ticked;
} products[] = {
  { "脆李", "Crisp plum", "plum", "01-01", TRUE },
  { "脐橙", "Navel orange", "citrus", "09-01", FALSE },
  { "柑橘", "Mandarin", "citrus", "09-01", FALSE },
  { "茶叶", "Tea", "tea", "01-01", FALSE },
};

#define N_PRODUCTS G_N_ELEMENTS (products)

typedef struct
{
  GuoForm   *form;
  GuoDesk   *desk;
  GWeakRef   owner;
  GuoAnswer  done;
  gsize      next;
} Save;

static GtkCheckButton *
check_at (GuoForm *form, gsize at)
{
  g_autofree gchar *key = g_strdup_printf ("product-%" G_GSIZE_FORMAT, at);

  return g_object_get_data (G_OBJECT (form), key);
}

static void
save_free (gpointer data)
{
  Save *save = data;

  g_weak_ref_clear (&save->owner);
  g_free (save);
}

static void
end (Save *save, const GError *error)
{
  g_autoptr(GObject) owner = g_weak_ref_get (&save->owner);

  guo_form_set_busy (save->form, FALSE);
  if (owner != NULL)
    save->done (owner, NULL, error, NULL);
}

static void save_next (Save *save);

static void
product_saved (gpointer owner, json_t *answer, const GError *error, gpointer data)
{
  Save *save = data;

  if (answer == NULL)
    {
      end (save, error);
      return;
    }
  /* saved once is enough, should the next one be refused */
  gtk_check_button_set_active (check_at (save->form, save->next), FALSE);
  save->next++;
  save_next (save);
}

static void
save_next (Save *save)
{
  while (save->next < N_PRODUCTS
         && !gtk_check_button_get_active (check_at (save->form, save->next)))
    save->next++;
  if (save->next == N_PRODUCTS)
    end (save, NULL);
  else
    guo_desk_send (save->desk, "POST", "/v1/products",
                   json_pack ("{ssssssss}", "name", products[save->next].name, "name_en",
                              products[save->next].name_en, "kind", products[save->next].kind,
                              "season_from", products[save->next].season_from),
                   save->form, product_saved, save);
}

GtkWidget *
guo_setup_products_form_new (void)
{
  GtkWidget *form = guo_form_new (_("Names, seasons and classes are ready. More can be added later."),
                                  _("Next"));

  for (gsize i = 0; i < N_PRODUCTS; i++)
    {
      g_autofree gchar *key = g_strdup_printf ("product-%" G_GSIZE_FORMAT, i);
      g_autofree gchar *word = g_strdup_printf ("%s  %s", products[i].name, products[i].name_en);
      GtkWidget *check = gtk_check_button_new_with_label (word);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), products[i].ticked);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, word,
                                      -1);
      g_object_set_data (G_OBJECT (form), key, check);
      guo_form_add_widget (GUO_FORM (form), check);
    }
  return form;
}

void
guo_setup_products_save (GuoForm *form, GuoDesk *desk, gpointer owner, GuoAnswer done)
{
  Save *save = g_new0 (Save, 1);

  save->form = form;
  save->desk = desk;
  save->done = done;
  g_weak_ref_init (&save->owner, owner);
  g_object_set_data_full (G_OBJECT (form), "save", save, save_free);
  guo_form_set_busy (form, TRUE);
  save_next (save);
}
