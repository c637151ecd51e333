/* Of what a sample is, and by what it is judged. */
#pragma once

#include "station/call.h"
#include "station/grading/scheme.h"

G_BEGIN_DECLS

/* The most fruit that a sample counts. */
#define GUO_SAMPLE_FRUIT_MAX 1000000

typedef struct
{
  gint64 lot;        /* 0: none was named */
  gint64 run;        /* 0: none */
  gboolean of_run;   /* the run was named: a hold is of what comes off it */
  gint season;
  gchar *grade_class; /* owned (nullable): key of the class that was named, or that the lot was graded as */
  gchar *no;          /* owned: of the lot, else of the run */
  GuoScheme *scheme;  /* owned (nullable): none is known */
  gchar *sha256;      /* owned (nullable): of its file */
  guint class_index;  /* the class asked for: of @grade_class, else the last; the number of classes: of fruit that is below
                         grade nothing is asked */
} GuoSampleSubject;

/**
 * guo_sample_subject_clear:
 * @self: what it owns is freed
 */
void guo_sample_subject_clear (GuoSampleSubject *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GuoSampleSubject, guo_sample_subject_clear)

/**
 * guo_sample_subject_read:
 * @call: a call
 * @body: {lot, run, grade_class}: one of lot and run at least
 * @out: (out): filled in
 * @error: return location
 *
 * A sample is judged by the scheme of its run, of the run that a lot was fed to last, or of the lot's product (the newest
 * that holds today). Without a class it must meet the last class of the scheme.
 *
 * Returns: %FALSE with "not-found"[lot, run], "bad-field"[lot, grade_class]
 */
gboolean guo_sample_subject_read (GuoCall *call, json_t *body, GuoSampleSubject *out, GError **error);

G_END_DECLS
