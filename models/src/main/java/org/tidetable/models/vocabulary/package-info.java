/** Words shared by all modules: enums and small records, with no logic beyond themselves. */
@NullMarked
package org.tidetable.models.vocabulary;

import org.jspecify.annotations.NullMarked;
