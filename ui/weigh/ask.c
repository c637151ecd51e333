#include "ui/weigh/ask.h"

#include "ui/widgets/sheet.h"

void
guo_weigh_open_sheet (GtkWidget *page, GuoDesk *desk, const gchar *title, GtkWidget *content)
{
  g_object_set_data (G_OBJECT (content), "page", page);
  g_object_set_data_full (G_OBJECT (content), "desk", g_object_ref (desk), g_object_unref);
  guo_sheet_open (page, title, content);
}

GuoDesk *
guo_weigh_sheet_desk (gpointer content)
{
  return g_object_get_data (content, "desk");
}

GtkWidget *
guo_weigh_sheet_page (gpointer content)
{
  return g_object_get_data (content, "page");
}
