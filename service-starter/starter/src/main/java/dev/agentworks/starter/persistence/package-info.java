/**
 * What Spring Data JPA and Hibernate need beside Boot's own configuration; inactive without
 * Hibernate.
 */
@NullMarked
package dev.agentworks.starter.persistence;

import org.jspecify.annotations.NullMarked;
