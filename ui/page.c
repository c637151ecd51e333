#include "ui/page.h"

#include <string.h>

G_DEFINE_INTERFACE (GuoPage, guo_page, GTK_TYPE_WIDGET)

static void
guo_page_default_init (GuoPageInterface *iface)
{
}

gboolean
guo_page_press (GuoPage *self, const gchar *key)
{
  const GuoPageKey *row = GUO_PAGE_GET_IFACE (self)->keys;

  for (; row != NULL && row->key != NULL; row++)
    if (strcmp (row->key, key) == 0)
      return gtk_widget_activate_action (GTK_WIDGET (self), row->action, NULL);
  return FALSE;
}

void
guo_page_focus (GuoPage *self)
{
  GtkWidget *primary = GUO_PAGE_GET_IFACE (self)->get_primary (self);

  if (primary != NULL)
    gtk_widget_grab_focus (primary);
}

void
guo_page_set_desk (GuoPage *self, GuoDesk *desk)
{
  GUO_PAGE_GET_IFACE (self)->set_desk (self, desk);
}
