/* Which protocol is it? Raw bytes through every decoder at once; who explains them, and what each would read.
 *
 * Proposes, never chooses: two protocols may explain the same bytes with different weights ("=000.3000" is 3.000 or
 * 0.3000), and only a person who looks at the display knows. One per port and line setting; one thread at a time.
 */
#pragma once

#include "drivers/driver.h"

G_BEGIN_DECLS

typedef struct _GuoDetector GuoDetector;

typedef struct
{
  const GuoScaleProtocol *protocol;
  guint64 readings;
  guint64 bad;               /* runs of bytes that it does not explain */
  guint explained_permille;  /* share of all bytes that lie in its frames */
  GuoReading last;           /* its newest reading */
  gboolean differs;          /* reads another weight than the first candidate does */
} GuoDetectCandidate;

/**
 * guo_detector_new:
 * @only: (nullable): the one protocol that it can be; %NULL: every protocol of a stream (USB reports need no guessing)
 * @config: (nullable): of @only; what it points to outlives the detector
 *
 * Returns: (transfer full): a detector
 */
GuoDetector *guo_detector_new (const GuoScaleProtocol *only, const GuoScaleConfig *config);

/**
 * guo_detector_free:
 * @self: (nullable): a detector
 */
void guo_detector_free (GuoDetector *self);

/**
 * guo_detector_push:
 * @self: a detector
 * @bytes: what was heard
 * @len: how many
 */
void guo_detector_push (GuoDetector *self, const guint8 *bytes, gsize len);

/**
 * guo_detector_flush:
 * @self: a detector
 *
 * Says that the line has been silent, or that the input has ended.
 */
void guo_detector_flush (GuoDetector *self);

/**
 * guo_detector_candidates:
 * @self: a detector
 * @n: (out): how many there are
 *
 * A candidate explains half of the bytes or more, by three frames at least where it has no checksum, and half as
 * much as the best one at least. Best first: by the bytes explained, then those with a checksum, then those that
 * talk by themselves, then by readings.
 *
 * Returns: (transfer none) (array length=n): the candidates; valid until the next call
 */
const GuoDetectCandidate *guo_detector_candidates (GuoDetector *self, gsize *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuoDetector, guo_detector_free)

G_END_DECLS
