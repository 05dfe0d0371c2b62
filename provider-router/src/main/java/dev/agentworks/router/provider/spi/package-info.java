/** What a vendor implements, and what it is given to read its responses with. */
@NamedInterface("spi")
@NullMarked
package dev.agentworks.router.provider.spi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
