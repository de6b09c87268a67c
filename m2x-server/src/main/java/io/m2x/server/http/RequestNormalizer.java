package io.m2x.server.http;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.NetUtil;

/**
 * Normalizes requests before they reach the API. Encodes characters that are illegal in
 * an address, replaces an invalid {@code Host} by the address on which the server
 * listens, and reduces an absolute address to its path.
 */
@Sharable
final class RequestNormalizer extends ChannelInboundHandlerAdapter {

	private static final HexFormat HEX = HexFormat.of().withUpperCase();

	static final RequestNormalizer INSTANCE = new RequestNormalizer();

	private static final Pattern HOST = Pattern.compile("(?:[\\w.~-]+|\\[[0-9A-Fa-f:.]+])"
			+ "(?::(?:[0-5]?\\d{1,4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5]))?");

	private static final Pattern LEGAL_URI = Pattern.compile("(?:[\\w./?&=:@!$'()*+,;~-]|%[0-9A-Fa-f]{2})*+");

	/** An absolute address, which clients send to what they take for a proxy. */
	private static final Pattern ABSOLUTE_URI = Pattern.compile("(?is)https?://([^/?#]*)(.*)");

	private static final String NOWHERE = "/";

	private RequestNormalizer() {
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
		if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
			if (request.headers().getAll(HttpHeaderNames.HOST).size() > 1) {
				request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("More than one host")));
			}
			normalizeUri(request);
			normalizeHost(request.headers(), context);
		}
		super.channelRead(context, message);
	}

	private static void normalizeUri(HttpRequest request) {
		String uri = request.uri();
		Matcher address = ABSOLUTE_URI.matcher(uri);
		if (address.matches()) {
			request.headers().set(HttpHeaderNames.HOST, address.group(1));
			uri = address.group(2).startsWith("/") ? address.group(2) : "/" + address.group(2);
		}
		// Behind the name of the host, anything else would become a part of that name.
		request.setUri(uri.startsWith("/") ? normalizeUri(uri) : NOWHERE);
	}

	private static String normalizeUri(String uri) {
		if (LEGAL_URI.matcher(uri).matches()) {
			return uri;
		}
		StringBuilder normalized = new StringBuilder();
		for (int i = 0; i < uri.length(); i++) {
			// A percent sign needs its two digits to be legal.
			int end = (uri.charAt(i) == '%') ? Math.min(i + 3, uri.length()) : i + 1;
			if (LEGAL_URI.matcher(uri).region(i, end).matches()) {
				normalized.append(uri.charAt(i));
			}
			else {
				// The line was decoded byte by byte, so a character is a byte.
				normalized.append('%').append(HEX.toHexDigits((byte) uri.charAt(i)));
			}
		}
		return normalized.toString();
	}

	private static void normalizeHost(HttpHeaders headers, ChannelHandlerContext context) {
		String host = headers.get(HttpHeaderNames.HOST, "");
		if (!HOST.matcher(host).matches() && context.channel().localAddress() instanceof InetSocketAddress local) {
			headers.set(HttpHeaderNames.HOST, NetUtil.toSocketAddressString(local));
		}
	}

}
