/* Why a weighing is declared void: the codes of the interface and their words. */
#pragma once

#include <glib/gi18n.h>

static const struct
{
  const gchar *code;
  const gchar *word;
} guo_void_reasons[] = {
  { "duplicate", N_("Weighed twice") },
  { "wrong-lot", N_("Wrong lot") },
  { "not-emptied", N_("Scale was not empty") },
  { "wrong-party", N_("Wrong grower") },
  { "other", N_("Another reason") },
};
