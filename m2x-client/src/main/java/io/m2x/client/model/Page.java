package io.m2x.client.model;

import java.util.List;

/**
 * One page of a list.
 *
 * @param <T> the type of the items
 * @param items the items of this page; empty on a page after the last one
 * @param total the number of items in the whole list
 * @param pages the number of pages with this limit
 * @param limit the maximum number of items on a page
 * @param currentPage the number of this page, from 1
 * @since 0.1.0
 */
public record Page<T>(List<T> items, long total, int pages, int limit, int currentPage) {

	public Page {
		items = List.copyOf(items);
	}

	/**
	 * Return whether another page follows.
	 * @return {@code true} unless this is the last page or one after it
	 */
	public boolean hasNext() {
		return !this.items.isEmpty() && this.currentPage < this.pages;
	}

}
