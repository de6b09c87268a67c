package io.m2x.client.model;

import java.util.List;

/**
 * One page of a list.
 *
 * @param <T> what is listed
 * @param items the items of this page; empty on a page after the last one
 * @param total how many items the whole list has
 * @param pages how many pages there are at this limit
 * @param limit how many items a page holds at most
 * @param currentPage the number of this page, from 1
 * @since 0.1.0
 */
public record Page<T>(List<T> items, long total, int pages, int limit, int currentPage) {

	public Page {
		items = List.copyOf(items);
	}

	/**
	 * Return whether a further page follows.
	 * @return {@code true} unless this is the last page or one after it
	 */
	public boolean hasNext() {
		return !this.items.isEmpty() && this.currentPage < this.pages;
	}

}
