/* The sentences of sentences.c, for people and translators: nothing but words. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const gchar *code; /* the station's word; behind a slash a variant of it (see variant() in sentences.c) */
  const gchar *text; /* {name} is a parameter; {name:s} milliseconds as seconds, {name:kg} milligrams as kg, {name:g} as g */
} GuoSentence;

/* Ended by one whose code is %NULL. */
extern const GuoSentence guo_sentences[];

/* Words that parameters hold and that are translated too; %NULL-terminated. */
extern const gchar *const guo_sentence_words[];

G_END_DECLS
