// SPDX-License-Identifier: MIT
pragma solidity ^0.8.34;

import {ISaleCredits} from "./ISaleCredits.sol";

/// @title  ILayerSale
/// @notice Fixed prices for layers. A token is for sale at its owner's listing, or, while the artist has yet to part with
///         it, at its work's first price. It stays with its owner until bought: the owner has approved this contract.
///
///         What is bought is what was seen: every purchase names a price, a style revision and how many updates must be
///         left, and fails when any of them no longer holds.
interface ILayerSale is ISaleCredits {
    /// @notice One token to be bought.
    /// @param tokenId           which
    /// @param price             wei, exactly what the token is offered for
    /// @param expectedRevision  the style revision the buyer saw
    /// @param minUpdatesLeft    how many restyles must be left at least; a frozen token has none
    struct Purchase {
        uint256 tokenId;
        uint256 price;
        uint32 expectedRevision;
        uint24 minUpdatesLeft;
    }

    /// @notice The caller does not own the token.
    error NotTokenOwner(address caller, uint256 tokenId);
    /// @notice The caller is not the artist of the series.
    error NotArtist(address caller);
    /// @notice Nobody offers this token.
    error NotForSale(uint256 tokenId);
    /// @notice A listing has a price above zero.
    error NoPrice(uint256 tokenId);
    /// @notice The token is offered for another price than the buyer saw.
    error PriceMoved(uint256 tokenId, uint256 expected, uint256 actual);
    /// @notice The token was restyled since the buyer saw it.
    error StyleMoved(uint256 tokenId, uint32 expected, uint32 actual);
    /// @notice The token has fewer updates left than the buyer wants; a frozen one has none.
    error TooFewUpdatesLeft(uint256 tokenId, uint24 wanted, uint24 left);
    /// @notice One purchase is of 1 to `max` tokens.
    error BadPurchaseCount(uint256 count, uint256 max);
    /// @notice The prices' exact sum must be sent.
    error WrongValue(uint256 sent, uint256 due);

    /// @notice The owner offers the token for `price` wei, for as long as `epoch` is the token's.
    event Listed(uint256 indexed tokenId, address indexed seller, uint256 price, uint48 epoch);
    /// @notice The owner's offer is over.
    event Unlisted(uint256 indexed tokenId, address indexed seller);
    /// @notice Every layer of the work that the artist has yet to part with costs `price` wei; 0 for not offered.
    event WorkPriced(uint256 indexed workId, uint256 price);
    /// @notice A token was sold. The seller was credited with `price - royalty`.
    event Sold(
        uint256 indexed tokenId,
        address indexed seller,
        address indexed buyer,
        uint256 price,
        uint256 royalty,
        uint32 revision
    );

    /// @notice Offers a token, at another price if it is offered already. The owner's, not an operator's. Fails with
    ///         `NotTokenOwner` or `NoPrice`.
    /// @param price  wei, not 0
    function list(uint256 tokenId, uint128 price) external;

    /// @notice Ends the offer. The owner's. Fails with `NotTokenOwner` or `NotForSale`.
    function unlist(uint256 tokenId) external;

    /// @notice Offers every layer of a work that the artist holds since it was minted, the master not among them. The
    ///         artist's. A token's own listing goes before it. Fails with `NotArtist`, and with the token's
    ///         `UnknownWork`.
    /// @param price  wei a layer; 0 ends the offer
    function setWorkPrice(uint256 workId, uint128 price) external;

    /// @notice Buys up to four tokens for the caller, all or none, for the exact sum of their prices. Anybody's. Fails with
    ///         `BadPurchaseCount`, `NotForSale`, `PriceMoved`, `StyleMoved`, `TooFewUpdatesLeft` or `WrongValue`, and
    ///         with the token's `NotOwnerNorApproved` when the seller has withdrawn the approval.
    function buy(Purchase[] calldata purchases) external payable;

    /// @return seller    the token's owner
    /// @return price     wei; 0 for a token that is not for sale
    /// @return approved  whether the owner lets this contract move the token; a purchase fails without
    function offerOf(uint256 tokenId) external view returns (address seller, uint256 price, bool approved);

    /// @return wei for which the artist offers each layer of the work; 0 for not offered.
    function workPriceOf(uint256 workId) external view returns (uint128);
}
